/**
 * Implements the ports on DynamoDB, SSM and Secrets Manager; the only package that uses the clients of the AWS SDK.
 * Quarkus injects its classes wherever a port is needed, and the command line uses some directly. Start reading at
 * {@link dev.tollgate.store.DynamoRateLimiter} and {@link dev.tollgate.store.DynamoUsageLedger}.
 */
@NullMarked
package dev.tollgate.store;

import org.jspecify.annotations.NullMarked;
