package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.CachePolicy.Include;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the response cache must know of a request: which of its fields shape the answer, and whether an answer to it may be given
 * again.
 */
public final class CacheableRequest {
    /** They say how the answer is sent, who wants it, or how it is routed and billed, and not what it says. */
    private static final List<String> SHAPE_NOTHING = List.of(
            "encoding_format",
            "metadata",
            "prompt_cache_key",
            "prompt_cache_retention",
            "safety_identifier",
            "session_id",
            "stream",
            "stream_options",
            "usage",
            "user");

    /** By which callers let a provider search: OpenAI's field, xAI's and OpenRouter's. */
    private static final List<String> SEARCHES = List.of("web_search_options", "search_parameters", "plugins");

    private static final Set<String> AUDIO_PARTS = Set.of("input_audio", "audio_url");

    private CacheableRequest() {}

    /** Adds the request to a digest, without the fields that do not shape the answer, and without those that are null. */
    public static void addTo(CanonicalDigest digest, ModelRequest request) {
        ObjectNode fields = JsonCodec.mapper().valueToTree(request);
        fields.remove(SHAPE_NOTHING);
        fields.properties().removeIf(field -> field.getValue().isNull());
        digest.add("request", fields);
    }

    /** Adds the same request in the words of another API, in the same way. */
    public static void addTo(CanonicalDigest digest, NativeRequest sent) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.setAll(sent.body());
        fields.remove(SHAPE_NOTHING);
        digest.add("format", sent.format()).add("native", fields);
    }

    /** Why an answer to this request may not be repeatable; empty if nothing speaks against it. */
    public static Set<Include> unrepeatable(ModelRequest request) {
        return switch (request) {
            case ChatRequest chat -> unrepeatable(chat);
            case EmbeddingRequest _, MediaRequest _ -> Set.of();
        };
    }

    private static Set<Include> unrepeatable(ChatRequest request) {
        Set<Include> found = EnumSet.noneOf(Include.class);
        List<Tool> tools = request.tools() == null ? List.of() : request.tools();
        addIf(tools.stream().anyMatch(CacheableRequest::runsAtTheCaller), Include.TOOLS, found);
        addIf(
                searches(request) || !tools.stream().allMatch(CacheableRequest::runsAtTheCaller),
                Include.WEB_SEARCH,
                found);
        addIf(isTrue(request.extra().get("store")), Include.STORE, found);
        addIf(hears(request) || speaks(request), Include.AUDIO, found);
        return found;
    }

    private static void addIf(boolean so, Include kind, Set<Include> found) {
        if (so) {
            found.add(kind);
        }
    }

    /** The provider runs tools of all other types itself. */
    private static boolean runsAtTheCaller(Tool tool) {
        return tool.function() != null || tool.type().equals("custom");
    }

    private static boolean searches(ChatRequest request) {
        return SEARCHES.stream().map(request.extra()::get).anyMatch(CacheableRequest::isSet);
    }

    private static boolean hears(ChatRequest request) {
        return request.messages().stream()
                .map(Message::content)
                .filter(content -> content != null)
                .flatMap(content -> content.asParts().stream())
                .anyMatch(part -> AUDIO_PARTS.contains(part.type()));
    }

    private static boolean speaks(ChatRequest request) {
        Map<String, JsonNode> fields = request.extra();
        JsonNode modalities = fields.get("modalities");
        return isSet(fields.get("audio"))
                || (modalities != null && modalities.toString().contains("\"audio\""));
    }

    private static boolean isTrue(@Nullable JsonNode flag) {
        return flag != null && flag.booleanValue();
    }

    /** An empty object asks for a search with default options. */
    private static boolean isSet(@Nullable JsonNode value) {
        return value != null && !value.isNull() && !(value.isArray() && value.isEmpty());
    }
}
