/**
 * DynamoDB's HTTP API: its JSON, its signature and its connections, as far as the gateway calls it. ADR 53 says why the AWS SDK does
 * not do this. The records and exceptions are the SDK's, so the rest of {@code store} calls an SDK client like any other.
 */
@NullMarked
package dev.tollgate.store.wire;

import org.jspecify.annotations.NullMarked;
