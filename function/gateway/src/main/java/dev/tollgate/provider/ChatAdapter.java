package dev.tollgate.provider;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ChatRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * One provider's dialect: what to send for a chat request, and how to read what comes back.
 *
 * <p>Adapters are pure: bytes and records in, bytes and records out. No clock, logger, HTTP or static state; secrets and
 * time are arguments.
 */
public interface ChatAdapter {

    /** The provider's name in the configuration, such as {@code openai}. */
    String name();

    /**
     * The request in the provider's words, without credentials.
     *
     * @param model the provider's own name of the model
     * @param unsupported is told of each field that the provider cannot honour; nothing is left out silently
     * @throws ChatFailure of a 400 kind that names the field, where the provider cannot do what is asked
     */
    UpstreamRequest encode(ChatRequest request, String model, Unsupported unsupported);

    /**
     * The same request with the provider's credentials.
     *
     * @param secret the API key, or what it was exchanged for; null where the provider needs none
     * @param now for dialects that sign their requests
     */
    UpstreamRequest authorize(UpstreamRequest request, String secret, Instant now);

    /**
     * How to get credentials for {@link #authorize} in exchange for this secret; empty where the secret is all it takes.
     *
     * @throws ChatFailure {@code UPSTREAM_FAILED} where the secret is unusable; the message does not hold it
     */
    default Optional<TokenExchange> exchange(String secret) {
        return Optional.empty();
    }

    /** A decoder for exactly one reply. */
    ReplyDecoder decoder(String model);

    /** What cuts exactly one streamed reply into events: server-sent ones, unless the provider has its own framing. */
    default EventParser events() {
        return new SseParser();
    }

    /** Whether the provider fetches files by URL; where it takes bytes only, the gateway fetches them before encoding. */
    default boolean fetchesFiles() {
        return true;
    }

    /** Whether the provider reads this address by itself, such as that of a file it holds, though it fetches no others. */
    default boolean reads(String url) {
        return fetchesFiles();
    }

    /** What a reply with an error status means. The message keeps the provider's words, never a secret. */
    ChatFailure failure(int status, byte[] body);
}
