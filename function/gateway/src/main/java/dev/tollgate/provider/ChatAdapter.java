package dev.tollgate.provider;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.NativeRequest;
import java.util.Optional;

/** Chat with one provider: translates requests to the provider's API, and decodes its replies. */
public interface ChatAdapter extends ProviderApi {

    /**
     * Translates the request to the provider's API, without credentials.
     *
     * @param model the provider's own name for the model
     * @param unsupported collects each field that the provider does not support, so that none is dropped silently
     * @throws GatewayException of a 400 kind that names a field that the provider does not support
     */
    UpstreamRequest encode(ChatRequest request, String model, UnsupportedFields unsupported);

    /** The ids of tool calls that this model accepts. The request that {@link #encode} gets has no others. */
    default ToolCallIdFormat toolCallIds(String model) {
        return ToolCallIdFormat.OPENAI;
    }

    /** The names of functions that this model accepts. The request that {@link #encode} gets has no others. */
    default FunctionNameFormat functionNames(String model) {
        return FunctionNameFormat.OPENAI;
    }

    /**
     * The request in the client's own words, if the provider speaks that API itself. Empty where it does not, or not for this
     * request: then {@link #encode} translates it.
     *
     * <p>The events that the exchange parses are those of the client's API. They go to the client as they are, and the decoder
     * only listens.
     *
     * @param sent what the client wrote
     * @param request the same as a chat request, with the limit of completion tokens that a budget may have set
     * @param model the provider's own name for the model
     */
    default Optional<ChatExchange> nativeExchange(NativeRequest sent, ChatRequest request, String model) {
        return Optional.empty();
    }

    /**
     * The question how many tokens this request has. Empty where the provider does not count, or does not speak the client's API.
     *
     * @param model the provider's own name for the model
     */
    default Optional<TokenCountRequest> tokenCount(NativeRequest sent, ChatRequest request, String model) {
        return Optional.empty();
    }

    /** Whether {@link #encode} reads the fields of {@link NativeRequest#own}, because the provider's own API has them, too. */
    default boolean knowsFieldsOf(String format) {
        return false;
    }

    /** Creates a decoder for exactly one reply. */
    ReplyDecoder decoder(String model);

    /**
     * The same for the reply to this request, where the request says how to read it.
     *
     * @param request as {@link #encode} gets it
     */
    default ReplyDecoder decoder(ChatRequest request, String model) {
        return decoder(model);
    }

    /** The same for a whole reply to a request that is not known any more, as in a batch. */
    default ReplyDecoder batchDecoder(String model) {
        return decoder(model);
    }

    /** Creates a parser for the events of exactly one streamed reply. Most providers send server-sent events. */
    default EventParser events() {
        return new SseParser();
    }

    /** Whether the provider fetches files by URL. Otherwise the gateway fetches them before it encodes the request. */
    default boolean fetchesFiles() {
        return true;
    }

    /** Whether the provider reads this URL itself, even if it fetches no others: for example, the URL of an uploaded file. */
    default boolean readsUrl(String url) {
        return fetchesFiles();
    }

    /** The same for the URL of a document, which some providers read only as bytes although they read the URLs of images. */
    default boolean readsDocumentUrl(String url) {
        return readsUrl(url);
    }
}
