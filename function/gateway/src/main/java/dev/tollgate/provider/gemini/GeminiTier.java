package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.provider.RequestedTier;
import dev.tollgate.provider.ServiceTier;
import dev.tollgate.provider.UnsupportedFields;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The service tier of a request. Gemini's API has a field for it (https://ai.google.dev/gemini-api/docs/priority-inference). Vertex AI
 * reads a header, and refuses or ignores the field
 * (https://docs.cloud.google.com/vertex-ai/generative-ai/docs/priority-paygo, googleapis/python-genai#2847).
 */
final class GeminiTier {
    /** Vertex AI's header. */
    static final String HEADER = "x-vertex-ai-llm-shared-request-type";

    private GeminiTier() {}

    /** Google's word for the tier; null for the usual one. */
    static @Nullable String of(Map<String, JsonNode> fields, UnsupportedFields unsupported) {
        Optional<ServiceTier> requested = RequestedTier.in(fields);
        if (requested.isEmpty() || requested.get() == ServiceTier.RESERVED) {
            unsupported.report(ServiceTier.FIELD, "has only the tiers default, flex and priority");
            return null;
        }
        return requested.get() == ServiceTier.USUAL ? null : requested.get().word();
    }

    /**
     * The tier that a reply names, as a field of a chunk: {@code ON_DEMAND_FLEX} or {@code flex}. The usual one is not worth a word.
     *
     * @param names null where the reply has none
     */
    static Map<String, JsonNode> served(@Nullable String... names) {
        return Stream.of(names)
                .flatMap(Stream::ofNullable)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .flatMap(name ->
                        Stream.of(ServiceTier.FLEX, ServiceTier.PRIORITY).filter(tier -> name.endsWith(tier.word())))
                .findFirst()
                .map(tier -> Map.<String, JsonNode>of(ServiceTier.FIELD, TextNode.valueOf(tier.word())))
                .orElse(Map.of());
    }
}
