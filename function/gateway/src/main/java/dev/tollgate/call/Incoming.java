package dev.tollgate.call;

import dev.tollgate.openai.ChatRequest;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * A call as it arrives.
 *
 * @param receivedAt when its head was read
 * @param authorization the {@code Authorization} header, or null
 * @param request reads and checks the body; not done before the key is known to be good
 */
public record Incoming(String requestId, Instant receivedAt, String authorization, Supplier<ChatRequest> request) {}
