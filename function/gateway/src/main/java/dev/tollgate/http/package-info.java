/**
 * An HTTP/1.1 client on blocking sockets: the thread that sends a request also waits for its reply, so no other thread wakes up. The
 * clients of providers and of DynamoDB are made of it, and the client of Lambda's Runtime API uses its connections. ADR 54 says
 * why.
 */
@NullMarked
package dev.tollgate.http;

import org.jspecify.annotations.NullMarked;
