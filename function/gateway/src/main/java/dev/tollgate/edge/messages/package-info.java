/**
 * Anthropic's Messages API (https://platform.claude.com/docs/en/api/messages), for clients of Anthropic's: any model behind the
 * gateway answers. Quarkus calls the endpoints, and they call {@code ModelCall.chat}. Start reading at
 * {@link dev.tollgate.edge.messages.MessagesEndpoint}, then at {@link dev.tollgate.edge.messages.MessagesReader} for requests and
 * {@link dev.tollgate.edge.messages.MessagesFormat} for answers.
 */
@NullMarked
package dev.tollgate.edge.messages;

import org.jspecify.annotations.NullMarked;
