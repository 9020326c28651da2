/** DynamoDB Local as a process of its own, with the tables of {@code infra/tables.yaml}. */
package dev.tollgate.dynamodb;
