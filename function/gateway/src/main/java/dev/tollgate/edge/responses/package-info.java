/**
 * OpenAI's Responses API (https://platform.openai.com/docs/api-reference/responses): its requests become chat requests, and chunks
 * of chat its items and events. Quarkus calls the endpoints, and they call {@code ModelCall.chat} and what is stored. Start at
 * {@link dev.tollgate.edge.responses.ResponsesEndpoint}.
 */
@NullMarked
package dev.tollgate.edge.responses;

import org.jspecify.annotations.NullMarked;
