package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.provider.UnsupportedFields;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gemini's own options, for which OpenAI's API has no field: {@code extra_body.google}, as at Google's compatible endpoint
 * (https://ai.google.dev/gemini-api/docs/openai#extra-body). The gateway forwards them unchanged, because Google accepts field
 * names in snake and camel case.
 *
 * @param cachedContent the name of a cache
 */
record GeminiExtensions(
        @Nullable JsonNode thinkingConfig,
        @Nullable JsonNode cachedContent,
        @Nullable JsonNode safetySettings) {
    /** The request fields that {@link #of} reads. */
    static final Set<String> FIELDS = Set.of("extra_body");

    private static final String PATH = "extra_body.google.";

    static GeminiExtensions of(ChatRequest request, UnsupportedFields unsupported) {
        JsonNode body = request.extra().getOrDefault("extra_body", MissingNode.getInstance());
        if (body.isValueNode() && !body.isNull()) {
            unsupported.report("extra_body", "takes only an object");
        }
        body.fieldNames().forEachRemaining(field -> {
            if (!field.equals("google")) {
                unsupported.report("extra_body." + field, "does not support it");
            }
        });
        JsonNode google = body.path("google");
        google.fieldNames().forEachRemaining(field -> {
            if (!Set.of("thinking_config", "cached_content", "safety_settings").contains(field)) {
                unsupported.report(PATH + field, "does not support it");
            }
        });
        JsonNode thinking = google.hasNonNull("thinking_config") ? google.get("thinking_config") : null;
        if (thinking != null && request.extra().containsKey("reasoning_effort")) {
            unsupported.report("reasoning_effort", "takes either this field or " + PATH + "thinking_config");
        }
        return new GeminiExtensions(thinking, google.get("cached_content"), google.get("safety_settings"));
    }
}
