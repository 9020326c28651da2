package dev.tollgate.strict;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the client received.
 *
 * @param message the assistant's message, put together from the chunks if it was streamed; empty after an error
 * @param provider who answered
 * @param dropped the header that names what was left out; empty where there is none
 * @param body as it came, for the report of a failure
 */
record MatrixAnswer(int status, ObjectNode message, String provider, String dropped, String body) {}
