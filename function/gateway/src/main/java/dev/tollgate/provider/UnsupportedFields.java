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

/**
 * What becomes of a request's fields that a provider cannot honour: each is refused by name, or, where the alias says
 * {@code drop_unsupported}, left out and told to the caller in a response header. For one attempt and one thread.
 */
public final class UnsupportedFields {
    /** They say something about the request and ask nothing of the model, so an answer without them is right. */
    private static final Set<String> ABOUT_THE_REQUEST = Set.of(
            "user",
            "metadata",
            "store",
            "service_tier",
            "prompt_cache_key",
            "prompt_cache_retention",
            "safety_identifier");

    private final String provider;
    private final boolean dropped;
    private final List<String> fields = new ArrayList<>();

    /**
     * For an attempt at this provider.
     *
     * @param dropped whether fields may be left out; else the first one fails the attempt
     */
    public UnsupportedFields(String provider, boolean dropped) {
        this.provider = provider;
        this.dropped = dropped;
    }

    /**
     * The provider cannot honour this field; where this returns, it is to be left out.
     *
     * @param field as a path: {@code messages[0].content[1]}
     * @param why what the provider lacks or wants, as the end of a sentence that begins with its name: "has no seed"
     * @throws GatewayException {@code UNSUPPORTED_PARAMETER} unless fields may be left out
     */
    public void field(String field, String why) {
        if (!dropped && !ABOUT_THE_REQUEST.contains(field)) {
            throw GatewayException.of(
                    ErrorKind.UNSUPPORTED_PARAMETER,
                    field,
                    "Unsupported parameter: '" + field + "': " + provider + " " + why + ".");
        }
        if (!fields.contains(field)) {
            fields.add(field);
        }
    }

    /** Reports OpenAI's wishes about how answers are drawn, for providers that have none of them. */
    public void sampling(ChatRequest request, ChatOptions options) {
        if (request.choices() > 1) {
            field("n", "gives one answer only");
        }
        if (options.seed() != null) {
            field("seed", "has no seed");
        }
        if (isSet(options.presencePenalty())) {
            field("presence_penalty", "has no penalties");
        }
        if (isSet(options.frequencyPenalty())) {
            field("frequency_penalty", "has no penalties");
        }
        if (options.logprobs()) {
            field("logprobs", "tells no probabilities");
        }
        if (options.topLogprobs() != null && options.topLogprobs() > 0) {
            field("top_logprobs", "tells no probabilities");
        }
    }

    /** Zero is what OpenAI does by itself. */
    private static boolean isSet(BigDecimal penalty) {
        return penalty != null && penalty.signum() != 0;
    }

    /** Reports every field that asks for something and is not among the understood ones. */
    public void allBut(Set<String> understood, Map<String, JsonNode> asked) {
        asked.forEach((field, value) -> {
            if (!understood.contains(field) && !value.isNull()) {
                field(field, "does not know it");
            }
        });
    }

    /** The fields that were left out, in the order in which they were found. */
    public List<String> fields() {
        return List.copyOf(fields);
    }
}
