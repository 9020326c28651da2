package dev.tollgate.provider;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.GatewayException;

/** Chat in one provider's dialect: what to send for a request, and how to read what comes back. */
public interface ChatAdapter extends ProviderApi {

    /**
     * The request in the provider's words, without credentials.
     *
     * @param model the provider's own name of the model
     * @param unsupportedFields is told of each field that the provider cannot honour; nothing is left out silently
     * @throws GatewayException of a 400 kind that names the field, where the provider cannot do what is asked
     */
    UpstreamRequest encode(ChatRequest request, String model, UnsupportedFields unsupportedFields);

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
}
