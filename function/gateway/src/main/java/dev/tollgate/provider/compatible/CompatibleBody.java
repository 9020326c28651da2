package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.ModelRule;
import dev.tollgate.provider.ProviderQuirks;
import dev.tollgate.provider.UnsupportedFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Adapts a request's body to the quirks of a provider and of one of its models. An instance serves one attempt. */
final class CompatibleBody {
    private static final String STREAM_OPTIONS = "stream_options";
    private static final String INCLUDE_USAGE = "include_usage";
    private static final long MANY_TOKENS = 4096;
    private static final String TOOLS = "tools";
    private static final String STRICT = "strict";
    private static final String STRICT_TOOLS = "tools[].function.strict";
    private static final String FORMAT = "response_format";
    private static final String JSON_SCHEMA = "json_schema";
    private static final String STRICT_FORMAT = FORMAT + "." + JSON_SCHEMA + "." + STRICT;
    private static final String CLOSED_ONLY = "enforces only schemas that require all properties and take no others";
    private static final String EFFORT = "reasoning_effort";
    private static final String STOP = "stop";
    private static final String NO_EFFORT = "none";

    private final ProviderQuirks quirks;
    private final String model;
    private final UnsupportedFields unsupported;

    CompatibleBody(ProviderQuirks quirks, String model, UnsupportedFields unsupported) {
        this.quirks = quirks;
        this.model = model;
        this.unsupported = unsupported;
    }

    /** The same fields in the same order, except for those that the provider names differently or does not accept. */
    ObjectNode of(ObjectNode request) {
        ObjectNode body = request;
        for (ModelRule rule : quirks.models()) {
            if (rule.models().matcher(model).matches() && applies(rule, body)) {
                body = withoutRejected(body, rule.renamed(), rule.unsupported(), rule.values());
                for (String field : rule.lists()) {
                    asListOfOne(body, field);
                }
                if (rule.when() == ModelRule.Condition.NAMED_CALL) {
                    withNamedToolOnly(body);
                }
                rule.required().forEach(body::set);
                if (rule.when() == ModelRule.Condition.OPEN_STRICT) {
                    withoutOpenStrict(body);
                } else if (rule.unsupported().contains(STRICT_TOOLS)) {
                    withoutStrict(body);
                }
            }
        }
        body = withoutRejected(body, quirks.renamed(), quirks.unsupported(), quirks.values());
        stopSequences(body);
        streamOptions(body);
        return body;
    }

    private static boolean applies(ModelRule rule, ObjectNode body) {
        String effort = body.path(EFFORT).asText("");
        return switch (rule.when()) {
            case null -> true;
            case TOOLS -> body.hasNonNull(TOOLS);
            case EFFORT -> !effort.isEmpty() && !effort.equals(NO_EFFORT);
            case EFFORT_OR_DEFAULT -> !effort.equals(NO_EFFORT);
            case FORCED_CALL -> isForced(body.path("tool_choice"));
            case NAMED_CALL -> namedFunction(body).isTextual();
            case MIXED_STRICT ->
                strictTools(body) > 0 && strictTools(body) < body.path(TOOLS).size();
            case OPEN_STRICT -> true;
            case WHOLE -> !body.path("stream").asBoolean();
            case LONG_WHOLE -> !body.path("stream").asBoolean() && limit(body) > MANY_TOKENS;
            case NOT_STORED -> !body.path("store").asBoolean();
        };
    }

    private static long limit(ObjectNode body) {
        return Math.max(
                body.path("max_tokens").asLong(),
                body.path("max_completion_tokens").asLong());
    }

    private static long strictTools(ObjectNode body) {
        return body.path(TOOLS).findValues("function").stream()
                .filter(function -> function.path(STRICT).asBoolean())
                .count();
    }

    /** Leaves a promise about the tools out of all of them. */
    private void withoutStrict(ObjectNode body) {
        for (JsonNode tool : body.path(TOOLS)) {
            if (tool.get("function") instanceof ObjectNode function && function.remove(STRICT) != null) {
                unsupported.report(STRICT_TOOLS, "takes it in all tools or in none");
            }
        }
    }

    /** Leaves a promise out that the provider could not keep. The model still gets the schema. */
    private void withoutOpenStrict(ObjectNode body) {
        for (JsonNode tool : body.path(TOOLS)) {
            if (tool.get("function") instanceof ObjectNode function
                    && function.path(STRICT).asBoolean()
                    && !StrictSchema.isEnforceable(function.path("parameters"))) {
                function.remove(STRICT);
                unsupported.report(STRICT_TOOLS, CLOSED_ONLY);
            }
        }
        JsonNode json = body.path(FORMAT).path(JSON_SCHEMA);
        if (json.path(STRICT).asBoolean() && !StrictSchema.isEnforceable(json.path("schema"))) {
            ObjectNode format = body.path(FORMAT).deepCopy();
            format.withObject("/" + JSON_SCHEMA).remove(STRICT);
            body.set(FORMAT, format);
            unsupported.report(STRICT_FORMAT, CLOSED_ONLY);
        }
    }

    /** Whether the model must call a tool: any, or the one that an object names. */
    private static boolean isForced(JsonNode choice) {
        return choice.isObject() || choice.asText().equals("required");
    }

    private static JsonNode namedFunction(ObjectNode body) {
        return body.path("tool_choice").path("function").path("name");
    }

    /** A model that must call a tool calls the only one. */
    private static void withNamedToolOnly(ObjectNode body) {
        JsonNode name = namedFunction(body);
        for (JsonNode tool : body.path(TOOLS)) {
            if (tool.path("function").path("name").equals(name)) {
                body.putArray(TOOLS).add(tool);
                return;
            }
        }
    }

    private ObjectNode withoutRejected(
            ObjectNode request, Map<String, String> renamed, List<String> rejected, Map<String, List<String>> values) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        request.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            String other = renamed.get(name);
            if (rejected.contains(name)) {
                unsupported.report(name, name.equals("n") ? "returns one choice only" : "does not take it");
            } else if (values.containsKey(name) && !values.get(name).contains(word(value))) {
                unsupported.report(name, "takes only " + String.join(", ", values.get(name)) + " here");
            } else if (other == null) {
                body.set(name, value);
            } else if (name.equals("max_completion_tokens") || !request.hasNonNull(other)) {
                // Where a request has both limits, this one wins, as at OpenAI; of other pairs, the provider's own.
                body.set(other, value);
            }
        });
        return body;
    }

    private void asListOfOne(ObjectNode body, String field) {
        JsonNode value = body.path(field);
        if (value.size() > 1) {
            unsupported.report(field, "takes one element only");
        }
        JsonNode first = value.isArray() ? value.path(0) : value;
        if (!first.isMissingNode()) {
            body.putArray(field).add(first);
        }
    }

    private static String word(JsonNode value) {
        return value.isObject() ? value.path("type").asText() : value.asText();
    }

    private void stopSequences(ObjectNode body) {
        Integer most = quirks.inputs().stopSequences();
        if (most == null || !(body.get(STOP) instanceof ArrayNode requested)) {
            return;
        }
        int taken = unsupported.stopSequences(requested.size(), most);
        ArrayNode first = JsonNodeFactory.instance.arrayNode(taken);
        for (int i = 0; i < taken; i++) {
            first.add(requested.get(i));
        }
        body.set(STOP, first);
    }

    /** A provider without this field reports usage anyway. Other options than usage only tune the stream. */
    private void streamOptions(ObjectNode body) {
        if (!(body.get(STREAM_OPTIONS) instanceof ObjectNode options)) {
            return;
        }
        if (quirks.streamOptions() && !quirks.messages().strict()) {
            return;
        }
        List<String> others = new ArrayList<>();
        options.fieldNames().forEachRemaining(others::add);
        others.remove(INCLUDE_USAGE);
        others.forEach(option -> unsupported.drop(STREAM_OPTIONS + "." + option));
        if (quirks.streamOptions()) {
            body.set(STREAM_OPTIONS, options.deepCopy().remove(others));
        } else {
            body.remove(STREAM_OPTIONS);
        }
    }
}
