/**
 * Runs the gateway as an HTTP server: in local mode with its own DynamoDB Local, or in container mode with existing tables.
 * A person or a container starts {@link dev.tollgate.server.Main}; nothing else uses this package. Start reading there.
 */
@NullMarked
package dev.tollgate.server;

import org.jspecify.annotations.NullMarked;
