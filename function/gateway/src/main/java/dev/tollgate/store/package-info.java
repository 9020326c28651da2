/** DynamoDB and secrets behind the ports. The only package that knows the AWS SDK. */
package dev.tollgate.store;
