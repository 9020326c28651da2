package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of a request by which callers direct the gateway itself, as they would direct OpenRouter
 * (https://openrouter.ai/docs/api-reference/overview). Only providers that are such a router get them.
 */
public final class GatewayFields {
    /** How to choose among the providers. */
    public static final String PROVIDER = "provider";

    private static final String SESSION_ID = "session_id";
    private static final String PROMPT_CACHE_KEY = "prompt_cache_key";
    private static final String USAGE = "usage";
    private static final Set<String> NAMES = Set.of(PROVIDER, SESSION_ID, USAGE);

    /** The parts of {@code provider} that name providers: of the gateway, which another router does not know. */
    private static final List<String> PROVIDER_NAMES = List.of("order", "only", "ignore");

    private GatewayFields() {}

    /**
     * Checks the types of the fields that {@link #session} and {@link #usageIncluded} read.
     *
     * @throws GatewayException {@code INVALID_VALUE} that names the field
     */
    public static void check(ModelRequest request) {
        OptionalField.text(request.extra(), SESSION_ID);
        OptionalField.text(request.extra(), PROMPT_CACHE_KEY);
        usageIncluded(request.extra());
    }

    /** The conversation that the request names; {@code prompt_cache_key} says most exactly which prompts have a common start. */
    public static Optional<String> session(ModelRequest request) {
        return Optional.ofNullable(OptionalField.text(request.extra(), PROMPT_CACHE_KEY))
                .or(() -> Optional.ofNullable(OptionalField.text(request.extra(), SESSION_ID)))
                .filter(name -> !name.isBlank());
    }

    /**
     * Whether the caller wants to know what the request costs: {@code "usage": {"include": true}}.
     *
     * @param fields of the request
     */
    public static boolean usageIncluded(Map<String, JsonNode> fields) {
        JsonNode usage = fields.get(USAGE);
        if (usage == null || usage.isNull()) {
            return false;
        }
        JsonNode include = usage.path("include");
        if (!usage.isObject() || !(include.isBoolean() || include.isNull() || include.isMissingNode())) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    USAGE,
                    "Invalid type or value for '" + USAGE + "': expected an object such as {\"include\": true}.");
        }
        return include.booleanValue();
    }

    /** The other fields, for a provider that answers requests itself. */
    public static Map<String, JsonNode> without(Map<String, JsonNode> fields) {
        if (NAMES.stream().noneMatch(fields::containsKey)) {
            return fields;
        }
        Map<String, JsonNode> others = new LinkedHashMap<>(fields);
        others.keySet().removeAll(NAMES);
        return others;
    }

    /** All fields for another router, without the names of this gateway's providers. */
    public static Map<String, JsonNode> withoutProviderNames(Map<String, JsonNode> fields) {
        if (!(fields.get(PROVIDER) instanceof ObjectNode provider)) {
            return fields;
        }
        Map<String, JsonNode> others = new LinkedHashMap<>(fields);
        others.put(PROVIDER, provider.deepCopy().without(PROVIDER_NAMES));
        return others;
    }
}
