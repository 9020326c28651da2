/**
 * Runs DynamoDB Local in a separate process and creates the tables of {@code infra/tables.yaml} in it. The server's local
 * mode and the tests of the other modules use it. Start reading at {@link dev.tollgate.dynamodb.DynamoDbLocal}.
 */
@NullMarked
package dev.tollgate.dynamodb;

import org.jspecify.annotations.NullMarked;
