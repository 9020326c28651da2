package dev.tollgate.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.CompletionRequest;
import dev.tollgate.openai.ConvertedChat;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.JsonTreeModule;
import dev.tollgate.process.JsonFootprint;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Locale;

/** Reads request bodies into records, within bounds. A body that cannot be read is a 400 that names the field. */
@ApplicationScoped
public class RequestReader {
    /** Made once; in a native image, when it is built. Jackson needs a while to inspect a type. */
    private static final JsonMapper STRICT = strict();

    private static final Form<ChatRequest> CHAT = Form.of(ChatRequest.class);
    private static final Form<EmbeddingRequest> EMBEDDING = Form.of(EmbeddingRequest.class);
    private static final Form<CompletionRequest> COMPLETION = Form.of(CompletionRequest.class);

    private static final Form<ObjectNode> OBJECT = Form.of(ObjectNode.class);

    private final JsonFactory bounds;
    private final RequestRules rules;
    private final int maxBytes;
    private final int maxElements;

    /** One kind of request, and what reads it. */
    private record Form<T>(Class<T> type, ObjectReader reader) {
        static <T> Form<T> of(Class<T> type) {
            return new Form<>(type, STRICT.readerFor(type));
        }
    }

    RequestReader(GatewayConfig config) {
        this.maxBytes = config.request().maxBytes();
        this.maxElements = config.request().maxElements();
        this.rules = new RequestRules(config.request().maxMessages());
        this.bounds = JsonCodec.bounded(config.request().maxDepth(), maxElements, maxBytes)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }

    /**
     * The chat request in this body, and what the client calls its fields.
     *
     * @param named where the request names its model
     * @throws GatewayException of a 400 kind, {@code REQUEST_TOO_LARGE} or {@code UNSUPPORTED_MEDIA_TYPE}
     */
    public ConvertedChat chat(RequestBody body, NamedModel named) {
        return rules.checked(named.in(read(body, CHAT)));
    }

    /** The same for a request for embeddings. */
    public EmbeddingRequest embedding(RequestBody body, NamedModel named) {
        return checked(named.in(read(body, EMBEDDING)));
    }

    /** The same for a request of the API before chat. Only its form is checked. */
    CompletionRequest completion(RequestBody body, NamedModel named) {
        return named.in(read(body, COMPLETION));
    }

    /**
     * The JSON object in this body, for APIs whose requests become chat requests.
     *
     * @throws GatewayException of a 400 kind, {@code REQUEST_TOO_LARGE} or {@code UNSUPPORTED_MEDIA_TYPE}
     */
    public ObjectNode object(RequestBody body) {
        return read(body, OBJECT);
    }

    /** A chat request that was made from another one. */
    public ChatRequest checked(ChatRequest request) {
        return rules.checked(request).request();
    }

    /** A request for embeddings that was made from another one. */
    public EmbeddingRequest checked(EmbeddingRequest request) {
        return EmbeddingRules.checked(request);
    }

    private <T> T read(RequestBody body, Form<T> form) {
        String contentType = body.contentType();
        if (contentType != null && !contentType.toLowerCase(Locale.ROOT).contains("json")) {
            throw new GatewayException(
                    ErrorKind.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be JSON: send the header Content-Type: application/json.");
        }
        byte[] bytes = body.read(maxBytes);
        if (bytes.length == 0) {
            throw new GatewayException(ErrorKind.INVALID_JSON, "The request has no body; it must be a JSON object.");
        }
        body.memory().admit(JsonFootprint.ofElements(bytes, maxElements));
        T request = parsed(bytes, form);
        body.memory().giveBack(JsonFootprint.ofReading(bytes.length) - JsonFootprint.ofText(bytes.length));
        return request;
    }

    private <T> T parsed(byte[] bytes, Form<T> form) {
        try {
            T request = form.type().cast(form.reader().with(bounds).readValue(bytes));
            if (request == null) {
                throw new GatewayException(ErrorKind.INVALID_JSON, JsonErrorMessages.NO_OBJECT);
            }
            return request;
        } catch (IOException unreadable) {
            throw JsonErrorMessages.of(unreadable);
        }
    }

    /** Unlike Jackson's defaults: {@code "5"} is no number, 5 no string and 1.5 no integer. */
    private static JsonMapper strict() {
        return JsonMapper.builder()
                .addModule(new JsonTreeModule())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }
}
