/**
 * DynamoDB's HTTP API: its JSON, its signature and its connections, as far as the gateway calls it. ADR 53 says why the AWS SDK
 * does not do this. Only {@code store} calls it, as it would call a client of the SDK: records and exceptions are the SDK's. Start
 * at {@link dev.tollgate.store.wire.TableClient}.
 */
@NullMarked
package dev.tollgate.store.wire;

import org.jspecify.annotations.NullMarked;
