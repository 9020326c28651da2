package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What Converse requires of messages (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Message.html). */
final class BedrockMessageRules {
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_.:-]{1,64}");
    private static final Pattern CLAUDE_ID = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Set<String> BLOCKS = Set.of(
            "text",
            "image",
            "document",
            "video",
            "audio",
            "toolUse",
            "toolResult",
            "guardContent",
            "cachePoint",
            "reasoningContent",
            "citationsContent",
            "searchResult");

    private final JsonRules rules;

    BedrockMessageRules(JsonRules rules) {
        this.rules = rules;
    }

    void check(ApiCall call) {
        List<JsonNode> messages = JsonRules.list(call.body().path("messages"));
        rules.require(
                !messages.isEmpty() && messages.getFirst().path("role").asText().equals("user"),
                "A conversation must start with a user message. Try again with a conversation that starts with a user"
                        + " message.");
        String before = "";
        for (int i = 0; i < messages.size(); i++) {
            String role = messages.get(i).path("role").asText();
            rules.require(
                    !role.equals(before),
                    "A conversation must alternate between user and assistant roles. Make sure the conversation"
                            + " alternates between user and assistant roles and try again.");
            before = role;
            checkContent(messages.get(i), i);
            checkIds(call.model(), messages.get(i));
            checkResults(messages, i);
        }
        rules.require(
                call.body().has("toolConfig") || !call.body().toString().contains("\"toolUseId\""),
                "The toolConfig field must be defined when using toolUse and toolResult content blocks.");
    }

    private void checkContent(JsonNode message, int index) {
        rules.require(
                !message.path("content").isEmpty(),
                "The content field in the Message object at messages." + index
                        + " is empty. Add a ContentBlock object to the content field and try again.");
        boolean document = false;
        boolean text = false;
        for (JsonNode block : message.path("content")) {
            rules.onlyFields(block, BLOCKS, "messages." + index + ".content.0: extraneous key [%s] is not permitted");
            rules.require(
                    !block.has("text") || !block.path("text").asText().isBlank(),
                    "The text field in the ContentBlock object at messages." + index
                            + ".content.0 is blank. Add text to the text field, and try again.");
            text |= block.has("text");
            document |= block.has("document");
            for (JsonNode inner : block.path("toolResult").path("content")) {
                rules.require(
                        !inner.has("json") || inner.path("json").isObject(),
                        "The format of the value at messages." + index
                                + ".content.0.toolResult.content.0.json is invalid. Provide a json object for the"
                                + " field and try again.");
                rules.require(
                        !inner.has("text") || !inner.path("text").asText().isBlank(),
                        "The text field in the ToolResultContentBlock object at messages." + index + " is blank.");
            }
        }
        rules.require(!document || text, "A text block is required when a document is in the message.");
    }

    private void checkIds(String model, JsonNode message) {
        List<String> all = new ArrayList<>(ids(message, "toolUse"));
        all.addAll(ids(message, "toolResult"));
        for (String id : all) {
            rules.matches(
                    id,
                    model.contains("claude") ? CLAUDE_ID : ID,
                    "1 validation error detected: Value '" + id
                            + "' at 'toolUseId' failed to satisfy constraint: Member must "
                            + "satisfy regular expression pattern: [a-zA-Z0-9_-]+");
        }
        message.path("content")
                .forEach(block -> rules.require(
                        !block.has("toolUse")
                                || block.path("toolUse").path("input").isObject(),
                        "The format of the value at messages.0.content.0.toolUse.input is invalid. Provide a json"
                                + " object for the field and try again."));
    }

    /** https://repost.aws/questions/QU5wTV5nAVQC2NR1JKJJnbaA and BerriAI/litellm#5747: as many results as calls before. */
    private void checkResults(List<JsonNode> messages, int index) {
        List<String> results = ids(messages.get(index), "toolResult");
        List<String> calls = index == 0 ? List.of() : ids(messages.get(index - 1), "toolUse");
        rules.require(
                results.size() <= calls.size(),
                "The number of toolResult blocks at messages." + index
                        + ".content exceeds the number of toolUse blocks of previous turn.");
        rules.require(
                results.size() == calls.size() && Set.copyOf(results).equals(Set.copyOf(calls)),
                "Expected toolResult blocks at messages." + index + ".content for the following Ids: "
                        + String.join(", ", calls));
        boolean isLast = index == messages.size() - 1;
        rules.require(
                !isLast || ids(messages.get(index), "toolUse").isEmpty(),
                "Expected toolResult blocks at messages." + (index + 1) + ".content for the following Ids: ");
        rules.require(Set.copyOf(calls).size() == calls.size(), "The toolUseIds of one turn must be unique.");
    }

    /** The ids of the blocks of this type. */
    static List<String> ids(JsonNode message, String type) {
        return JsonRules.list(message.path("content")).stream()
                .filter(block -> block.has(type))
                .map(block -> block.path(type).path("toolUseId").asText())
                .toList();
    }
}
