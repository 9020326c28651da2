package dev.tollgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Handles the request fields that a provider does not support. Each one fails the attempt, unless the alias has
 * {@code drop_unsupported}: then the gateway drops it and names it in a response header. An instance serves one attempt on one
 * thread.
 */
public final class UnsupportedFields {
    /** They describe the request and do not affect the model's output, so the gateway always drops them. */
    private static final Set<String> ABOUT_THE_REQUEST = Set.of(
            "user",
            "metadata",
            "store",
            "service_tier",
            "prompt_cache_key",
            "prompt_cache_retention",
            "safety_identifier");

    private final String provider;
    private final boolean dropAllowed;
    private final List<String> fields = new ArrayList<>();

    /**
     * Creates the collector for one attempt.
     *
     * @param dropAllowed whether the gateway may drop fields; otherwise the first one fails the attempt
     */
    public UnsupportedFields(String provider, boolean dropAllowed) {
        this.provider = provider;
        this.dropAllowed = dropAllowed;
    }

    /**
     * Reports a field that the provider does not support. Where this method returns, the adapter drops the field.
     *
     * @param field the field's path, such as {@code messages[0].content[1]}
     * @param why the rest of a sentence that starts with the provider's name, such as "has no seed"
     * @throws GatewayException {@code UNSUPPORTED_PARAMETER} unless the gateway may drop the field
     */
    public void report(String field, String why) {
        if (!dropAllowed && !ABOUT_THE_REQUEST.contains(field)) {
            throw GatewayException.of(
                    ErrorKind.UNSUPPORTED_PARAMETER,
                    field,
                    "Unsupported parameter: '" + field + "': " + provider + " " + why + ".");
        }
        if (!fields.contains(field)) {
            fields.add(field);
        }
    }

    /** Reports OpenAI's sampling options, for providers that have none of them. */
    public void reportSampling(ChatRequest request, ChatOptions options) {
        if (request.choices() > 1) {
            report("n", "returns one choice only");
        }
        if (options.seed() != null) {
            report("seed", "has no seed");
        }
        if (isSet(options.presencePenalty())) {
            report("presence_penalty", "has no penalties");
        }
        if (isSet(options.frequencyPenalty())) {
            report("frequency_penalty", "has no penalties");
        }
        if (options.logprobs()) {
            report("logprobs", "returns no log probabilities");
        }
        if (options.topLogprobs() != null && options.topLogprobs() > 0) {
            report("top_logprobs", "returns no log probabilities");
        }
    }

    /** Zero is OpenAI's default. */
    private static boolean isSet(@Nullable BigDecimal penalty) {
        return penalty != null && penalty.signum() != 0;
    }

    /** Reports every field that has a value and is not supported. */
    public void reportAllExcept(Set<String> supported, Map<String, JsonNode> fieldValues) {
        fieldValues.forEach((field, value) -> {
            if (!supported.contains(field) && !value.isNull()) {
                report(field, "does not support it");
            }
        });
    }

    /** The dropped fields, in the order in which they were reported. */
    public List<String> fields() {
        return List.copyOf(fields);
    }
}
