package dev.tollgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of a request's fields that a provider cannot honour: each is refused by name, or, where the alias says
 * {@code drop_unsupported}, left out and told to the caller in a response header. For one attempt and one thread.
 */
public final class Unsupported {
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
    public Unsupported(String provider, boolean dropped) {
        this.provider = provider;
        this.dropped = dropped;
    }

    /**
     * The provider cannot honour this field; where this returns, it is to be left out.
     *
     * @param field as a path: {@code messages[0].content[1]}
     * @param why what the provider lacks or wants, as the end of a sentence that begins with its name: "has no seed"
     * @throws ChatFailure {@code UNSUPPORTED_PARAMETER} unless fields may be left out
     */
    public void field(String field, String why) {
        if (!dropped && !ABOUT_THE_REQUEST.contains(field)) {
            throw ChatFailure.of(
                    ErrorKind.UNSUPPORTED_PARAMETER,
                    field,
                    "Unsupported parameter: '" + field + "': " + provider + " " + why + ".");
        }
        if (!fields.contains(field)) {
            fields.add(field);
        }
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
