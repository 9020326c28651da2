package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.openai.MediaUse;
import dev.tollgate.openai.Usage;
import dev.tollgate.parse.UrlParser;
import dev.tollgate.provider.JsonBody;
import dev.tollgate.provider.MediaAdapter;
import dev.tollgate.provider.MediaReply;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderApi;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamFailure;
import dev.tollgate.provider.UpstreamRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ranks documents with Cohere's API, version 2 (https://docs.cohere.com/reference/rerank). It takes texts only, and never returns
 * them: the gateway adds them to the reply for callers of version 1's and Jina's {@code return_documents}.
 */
final class CohereRanking implements MediaAdapter {
    private static final URI COHERE = URI.create("https://api.cohere.com/v2");
    private static final String DOCUMENTS = "documents";
    private static final String RETURN_DOCUMENTS = "return_documents";
    private static final String TEXT = "text";
    private static final Set<String> FIELDS =
            Set.of("query", DOCUMENTS, "top_n", "max_tokens_per_doc", "priority", RETURN_DOCUMENTS);

    private final ProviderApi chat;
    private final URI uri;

    /**
     * Creates the adapter of one provider.
     *
     * @param chat the chat adapter, which authorizes requests and reads errors in the same way
     */
    CohereRanking(ProviderApi chat, Provider provider) {
        this.chat = chat;
        this.uri = UrlParser.append(provider.baseUrl() == null ? COHERE : provider.baseUrl(), "/rerank");
    }

    @Override
    public ProviderApi providerApi() {
        return chat;
    }

    @Override
    public UpstreamRequest encode(MediaRequest request, String model, UnsupportedFields unsupported) {
        Map<String, JsonNode> fields = request.extra();
        unsupported.reportAllExcept(FIELDS, fields);
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", model);
        fields.forEach((name, value) -> {
            if (FIELDS.contains(name) && !name.equals(RETURN_DOCUMENTS)) {
                body.set(name, value);
            }
        });
        ArrayNode texts = body.putArray(DOCUMENTS);
        List<JsonNode> documents = request.documents();
        for (int i = 0; i < documents.size(); i++) {
            texts.add(text(documents.get(i), i));
        }
        return JsonBody.request(uri, body);
    }

    private String text(JsonNode document, int index) {
        JsonNode text = document.isObject() ? document.path(TEXT) : document;
        if (!text.isTextual()) {
            String field = DOCUMENTS + "[" + index + "]";
            throw GatewayException.of(
                    ErrorKind.UNSUPPORTED_PARAMETER,
                    field,
                    "Unsupported parameter: '" + field + "': " + chat.name() + " ranks texts only.");
        }
        return text.textValue();
    }

    @Override
    public MediaReply decode(MediaRequest request, byte[] body) {
        JsonNode reply = UpstreamFailure.read(body);
        if (!(reply instanceof ObjectNode ranking) || !reply.path("results").isArray()) {
            throw new GatewayException(ErrorKind.UPSTREAM_FAILED, chat.name() + " sent a reply without results.");
        }
        return "true".equals(request.text(RETURN_DOCUMENTS))
                ? new MediaReply(withDocuments(ranking, request.documents()), usage(reply))
                : new MediaReply(body, usage(reply));
    }

    private static byte[] withDocuments(ObjectNode reply, List<JsonNode> documents) {
        ObjectNode ranking = reply.deepCopy();
        for (JsonNode result : ranking.path("results")) {
            int index = result.path("index").asInt(-1);
            if (result instanceof ObjectNode place && index >= 0 && index < documents.size()) {
                JsonNode document = documents.get(index);
                place.set(
                        "document",
                        document.isObject()
                                ? document
                                : JsonNodeFactory.instance.objectNode().set(TEXT, document));
            }
        }
        return ranking.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable Usage usage(JsonNode reply) {
        MediaUse searches = MediaUse.ofSearches(
                reply.path("meta").path("billed_units").path("search_units").asLong());
        return searches.equals(MediaUse.NONE) ? null : Usage.NONE.with(searches);
    }
}
