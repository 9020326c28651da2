/** Runs the gateway as a plain HTTP server. Start at {@link dev.tollgate.server.Main}. */
package dev.tollgate.server;
