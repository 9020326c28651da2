package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Google's generateContent (https://ai.google.dev/api/generate-content), of the Gemini API and of Vertex AI. */
final class StrictGemini implements StrictApi {
    private static final Set<String> FIELDS = Set.of(
            "contents",
            "systemInstruction",
            "tools",
            "toolConfig",
            "safetySettings",
            "generationConfig",
            "cachedContent");
    private static final Set<String> CONFIG = Set.of(
            ("temperature topP topK candidateCount maxOutputTokens stopSequences seed presencePenalty frequencyPenalty "
                            + "responseLogprobs logprobs responseMimeType responseSchema responseJsonSchema "
                            + "responseModalities mediaResolution thinkingConfig speechConfig imageConfig")
                    .split(" "));
    private static final String UNKNOWN = "Invalid JSON payload received. Unknown name \"%s\" at '";
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_.:-]{0,127}");
    private static final Pattern OLD = Pattern.compile("gemini-[12]\\..*");

    private final boolean vertex;
    private final JsonRules rules = new JsonRules(StrictGemini::refusal);

    /** Vertex AI has other rules in a few places. */
    StrictGemini(boolean vertex) {
        this.vertex = vertex;
    }

    @Override
    public void check(ApiCall call) {
        JsonNode body = call.body();
        rules.onlyFields(body, FIELDS, UNKNOWN + "': Cannot find field.");
        rules.onlyFields(body.path("generationConfig"), CONFIG, UNKNOWN + "generation_config': Cannot find field.");
        checkTools(call);
        checkThinking(call);
        boolean signed = !OLD.matcher(call.model()).matches();
        new GeminiContentRules(rules, vertex, signed).check(body);
    }

    private void checkTools(ApiCall call) {
        boolean old = OLD.matcher(call.model()).matches();
        boolean builtIn = false;
        Set<String> names = new HashSet<>();
        for (JsonNode tool : call.body().path("tools")) {
            builtIn |= JsonRules.names(tool).stream().anyMatch(field -> !field.equals("functionDeclarations"));
            for (JsonNode function : tool.path("functionDeclarations")) {
                checkFunction(function, names);
            }
        }
        JsonNode config = call.body().path("toolConfig");
        rules.require(
                !config.has("functionCallingConfig") || !names.isEmpty(),
                "Function calling config is set without function_declarations.");
        rules.require(
                !(vertex && config.has("includeServerSideToolInvocations")),
                UNKNOWN.replace("%s", "includeServerSideToolInvocations") + "tool_config': Cannot find field.");
        // https://github.com/cloudwego/eino-ext/issues/761, https://ai.google.dev/gemini-api/docs/tool-combination
        rules.require(
                !(builtIn && !names.isEmpty())
                        || (!old
                                && config.path("includeServerSideToolInvocations")
                                        .asBoolean()),
                "Please enable tool_config.include_server_side_tool_invocations to use Built-in tools with Function"
                        + " calling.");
        boolean json = call.body().path("generationConfig").has("responseMimeType");
        // https://github.com/googleapis/python-genai/issues/867
        rules.require(
                !(json && old && !names.isEmpty()),
                "Function calling with a response mime type: 'application/json' is unsupported");
        rules.require(
                !(json && old && builtIn), "Tool use with a response mime type: 'application/json' is unsupported");
    }

    private void checkFunction(JsonNode function, Set<String> names) {
        rules.onlyFields(
                function,
                Set.of(
                        "name",
                        "description",
                        "parameters",
                        "parametersJsonSchema",
                        "response",
                        "responseJsonSchema",
                        "behavior"),
                UNKNOWN + "tools[0].function_declarations[0]': Cannot find field.");
        String name = function.path("name").asText();
        rules.matches(
                name,
                NAME,
                "Invalid function name. Must start with a letter or an underscore. Must be alphameric (a-z, A-Z, 0-9), "
                        + "underscores (_), dots (.), colons (:), or dashes (-), with a maximum length of 128.");
        rules.require(names.add(name), "Duplicate function declaration found: " + name);
        JsonNode schema = function.path("parametersJsonSchema");
        rules.require(
                schema.isMissingNode() || schema.path("type").asText().equals("object"),
                "functionDeclaration parameters schema should be of type OBJECT.");
        checkSchema(schema);
    }

    /** https://ai.google.dev/api/generate-content#generationconfig: what a schema may say. */
    private void checkSchema(JsonNode schema) {
        if (!schema.isObject()) {
            return;
        }
        boolean alone = JsonRules.names(schema).stream().allMatch(name -> name.startsWith("$"));
        rules.require(!schema.path("$ref").isTextual() || alone, "Schema.ref was set alongside unsupported fields.");
        rules.require(!schema.has("enum") || !schema.path("enum").isEmpty(), "enum: should be non-empty.");
        for (JsonNode value : schema.path("enum")) {
            rules.require(!value.isTextual() || !value.asText().isEmpty(), "enum[0]: cannot be empty.");
        }
        rules.require(!schema.has("const"), "Unknown name \"const\": Cannot find field.");
        for (String named : List.of("properties", "$defs")) {
            schema.path(named).forEach(this::checkSchema);
        }
        for (String inner : List.of("items", "additionalProperties")) {
            checkSchema(schema.path(inner));
        }
        for (String several : List.of("anyOf", "oneOf", "prefixItems")) {
            schema.path(several).forEach(this::checkSchema);
        }
    }

    /** https://ai.google.dev/gemini-api/docs/thinking: levels since Gemini 3, budgets for 2.5. */
    private void checkThinking(ApiCall call) {
        JsonNode config = call.body().path("generationConfig").path("thinkingConfig");
        boolean thinks = !call.model().startsWith("gemini-2.0") && !call.model().startsWith("gemini-1");
        rules.require(config.isMissingNode() || thinks, "Thinking is not supported by this model.");
        rules.require(
                !(config.has("thinkingLevel") && OLD.matcher(call.model()).matches()),
                "Thinking level is not supported for this model.");
        rules.require(
                !(config.has("thinkingLevel") && config.has("thinkingBudget")),
                "You can only set only one of thinking budget and thinking level.");
        rules.require(
                !(call.model().contains("2.5-pro")
                        && config.path("thinkingBudget").asInt(1) == 0),
                "Budget 0 is invalid. This model only works in thinking mode.");
        rules.require(
                !(call.model().contains("3-pro")
                        && Set.of("minimal", "medium")
                                .contains(config.path("thinkingLevel").asText())),
                "Thinking level " + config.path("thinkingLevel").asText().toUpperCase(Locale.ROOT)
                        + " is not supported for this model. Please retry with other thinking level.");
    }

    static ApiViolation refusal(String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("code", 400).put("message", message).put("status", "INVALID_ARGUMENT");
        return new ApiViolation(400, message, body);
    }

    @Override
    public ApiReply reply(ApiCall call, ModelTurn turn) {
        return new GeminiWireReply(call, turn, vertex).reply();
    }

    @Override
    public ApiReply overloaded() {
        return ApiReply.json(503, """
            {"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}\
            """);
    }

    @Override
    public List<OfferedFunction> functions(ApiCall call) {
        List<OfferedFunction> functions = new ArrayList<>();
        for (JsonNode tool : call.body().path("tools")) {
            tool.path("functionDeclarations")
                    .forEach(function -> functions.add(new OfferedFunction(
                            function.path("name").asText(), function.path("parametersJsonSchema"))));
        }
        return functions;
    }

    @Override
    public int resultsSinceUser(ApiCall call) {
        int results = 0;
        for (JsonNode content : call.body().path("contents")) {
            if (content.path("role").asText().equals("user")) {
                int here = GeminiContentRules.parts(content, "functionResponse").size();
                results = here == 0 ? 0 : results + here;
            }
        }
        return results;
    }

    @Override
    public boolean thinks(ApiCall call) {
        return call.body()
                .path("generationConfig")
                .path("thinkingConfig")
                .path("includeThoughts")
                .asBoolean();
    }
}
