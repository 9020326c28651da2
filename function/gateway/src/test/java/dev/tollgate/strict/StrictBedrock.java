package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Bedrock's Converse API (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html). */
final class StrictBedrock implements StrictApi {
    private static final Set<String> FIELDS = Set.of(
            ("messages system inferenceConfig toolConfig guardrailConfig additionalModelRequestFields promptVariables"
                            + " additionalModelResponseFieldPaths requestMetadata performanceConfig serviceTier outputConfig")
                    .split(" "));
    private static final Pattern TOOL_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private final JsonRules rules = new JsonRules(StrictBedrock::refusal);

    @Override
    public void check(ApiCall call) {
        JsonNode body = call.body();
        rules.onlyFields(body, FIELDS, "extraneous key [%s] is not permitted");
        rules.onlyFields(
                body.path("inferenceConfig"),
                Set.of("maxTokens", "temperature", "topP", "stopSequences"),
                "inferenceConfig: extraneous key [%s] is not permitted");
        for (JsonNode block : body.path("system")) {
            rules.require(
                    !block.has("text") || !block.path("text").asText().isBlank(),
                    "The text field in the SystemContentBlock object at system.0 is blank. Add text to the text field,"
                            + " and try again.");
        }
        checkTools(body);
        new BedrockMessageRules(rules).check(call);
        checkModel(call);
    }

    private void checkTools(JsonNode body) {
        JsonNode tools = body.path("toolConfig").path("tools");
        rules.require(
                !body.has("toolConfig") || !tools.isEmpty(),
                "1 validation error detected: Value '[]' at 'toolConfig.tools' failed to satisfy constraint: Member"
                        + " must have length greater than or equal to 1");
        for (JsonNode tool : tools) {
            JsonNode spec = tool.path("toolSpec");
            rules.matches(
                    tool.has("toolSpec") ? spec.path("name").asText() : "x",
                    TOOL_NAME,
                    "1 validation error detected: Value at 'toolConfig.tools.1.member.toolSpec.name' failed to satisfy "
                            + "constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_-]+");
            rules.require(
                    !spec.has("description")
                            || !spec.path("description").asText().isEmpty(),
                    "1 validation error detected: Value at 'toolConfig.tools.1.member.toolSpec.description' failed to"
                            + " satisfy constraint: Member must have length greater than or equal to 1");
            rules.require(
                    !tool.has("toolSpec")
                            || spec.path("inputSchema")
                                    .path("json")
                                    .path("type")
                                    .asText()
                                    .equals("object"),
                    "The value at toolConfig.tools.0.toolSpec.inputSchema.json.type must be one of the following:"
                            + " object.");
        }
    }

    /** Claude has Anthropic's rules here as well; the other models have no thinking that goes back. */
    private void checkModel(ApiCall call) {
        JsonNode extra = call.body().path("additionalModelRequestFields");
        JsonNode config = call.body().path("inferenceConfig");
        boolean reasons = call.body().toString().contains("\"reasoningContent\"");
        if (!call.model().contains("claude")) {
            rules.require(
                    !reasons,
                    "This model doesn't support the reasoningContent.reasoningText field. Remove it and try again.");
            rules.require(
                    !extra.has("thinking"),
                    "The model returned the following errors: extraneous key [thinking] is not permitted");
            return;
        }
        new AnthropicThinking(rules).check(BedrockClaude.asAnthropic(call, extra, config));
    }

    static ApiViolation refusal(String message) {
        return new ApiViolation(
                400, message, JsonNodeFactory.instance.objectNode().put("message", message));
    }

    @Override
    public ApiReply reply(ApiCall call, ModelTurn turn) {
        return new BedrockWireReply(call, turn).reply();
    }

    @Override
    public ApiReply overloaded() {
        return ApiReply.json(503, "{\"message\":\"The service is temporarily unable to process the request.\"}");
    }

    @Override
    public List<OfferedFunction> functions(ApiCall call) {
        return JsonRules.list(call.body().path("toolConfig").path("tools")).stream()
                .map(tool -> tool.path("toolSpec"))
                .filter(JsonNode::isObject)
                .map(spec -> new OfferedFunction(
                        spec.path("name").asText(), spec.path("inputSchema").path("json")))
                .toList();
    }

    @Override
    public int resultsSinceUser(ApiCall call) {
        int results = 0;
        for (JsonNode message : call.body().path("messages")) {
            if (message.path("role").asText().equals("user")) {
                int here = BedrockMessageRules.ids(message, "toolResult").size();
                results = here == 0 ? 0 : results + here;
            }
        }
        return results;
    }

    @Override
    public boolean thinks(ApiCall call) {
        return Set.of("enabled", "adaptive")
                .contains(call.body()
                        .path("additionalModelRequestFields")
                        .path("thinking")
                        .path("type")
                        .asText());
    }
}
