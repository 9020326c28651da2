package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What Anthropic requires of messages (https://platform.claude.com/docs/en/api/messages, …/agents-and-tools/tool-use). */
final class AnthropicMessages {
    private static final Map<String, Set<String>> BLOCKS = Map.of(
            "text", Set.of("type", "text", "cache_control", "citations"),
            "image", Set.of("type", "source", "cache_control"),
            "document", Set.of("type", "source", "cache_control", "title", "context", "citations"),
            "tool_use", Set.of("type", "id", "name", "input", "cache_control", "caller"),
            "tool_result", Set.of("type", "tool_use_id", "content", "is_error", "cache_control"),
            "thinking", Set.of("type", "thinking", "signature"),
            "redacted_thinking", Set.of("type", "data"),
            "server_tool_use", Set.of("type", "id", "name", "input", "caller"),
            "web_search_tool_result", Set.of("type", "tool_use_id", "content", "caller"));
    private static final Pattern SYSTEM_TURNS =
            Pattern.compile("claude-(opus-4-[89]|(opus|sonnet|haiku|fable)-[5-9]).*");
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]+");
    private static final Set<String> IMAGES = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

    private final JsonRules rules;
    private final Set<String> ids = new HashSet<>();

    AnthropicMessages(JsonRules rules) {
        this.rules = rules;
    }

    void check(ApiCall call) {
        JsonNode body = call.body();
        List<JsonNode> messages = JsonRules.list(body.path("messages"));
        rules.require(
                messages.getFirst().path("role").asText().equals("user"),
                "messages: first message must use the \"user\" role");
        Set<String> open = new LinkedHashSet<>();
        String before = "";
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            rules.onlyFields(
                    message, Set.of("role", "content"), "messages." + i + ".%s: Extra inputs are not permitted");
            String role = message.path("role").asText();
            if (role.equals("system")) {
                checkInstruction(call.model(), messages, i);
                continue;
            }
            rules.require(
                    Set.of("user", "assistant").contains(role),
                    "messages: Unexpected role \"" + role + "\". Allowed roles are \"user\" or \"assistant\".");
            checkContent(message, i, i == messages.size() - 1);
            // Consecutive messages of one role count as one turn.
            boolean sameTurn = role.equals(before);
            if (role.equals("user")) {
                checkResults(message, i, open);
            } else {
                rules.require(open.isEmpty() || sameTurn, unanswered(i - 1, open));
                calls(message, i, open);
            }
            before = role;
        }
        rules.require(open.isEmpty(), unanswered(messages.size() - 1, open));
        rules.require(
                ids.isEmpty() || !body.path("tools").isEmpty(),
                "Requests which have `tool_use` or `tool_result` blocks in their messages must define tools.");
        JsonNode last = messages.getLast();
        JsonNode words = last.path("content").isTextual()
                ? last.path("content")
                : last.path("content").path(last.path("content").size() - 1).path("text");
        rules.require(
                !before.equals("assistant") || words.asText().stripTrailing().equals(words.asText()),
                "messages: final assistant content cannot end with trailing whitespace");
    }

    /** https://platform.claude.com/docs/en/build-with-claude/mid-conversation-system-messages */
    private void checkInstruction(String model, List<JsonNode> messages, int index) {
        rules.require(SYSTEM_TURNS.matcher(model).matches(), "role 'system' is not supported on this model");
        String before = messages.get(index - 1).path("role").asText();
        String after = index + 1 == messages.size()
                ? ""
                : messages.get(index + 1).path("role").asText();
        rules.require(
                before.equals("user") && Set.of("", "assistant").contains(after),
                "messages." + index + ": a system message must follow a user message and precede an assistant message");
    }

    private static String unanswered(int index, Set<String> open) {
        return "messages." + index + ": `tool_use` ids were found without `tool_result` blocks immediately after: "
                + String.join(", ", open)
                + ". Each `tool_use` block must have a corresponding `tool_result` block in the next message.";
    }

    private void checkContent(JsonNode message, int index, boolean last) {
        JsonNode content = message.path("content");
        boolean isEmpty = content.isTextual() ? content.asText().isEmpty() : content.isEmpty();
        rules.require(
                !isEmpty || (last && message.path("role").asText().equals("assistant")),
                "messages." + index
                        + ": all messages must have non-empty content except for the optional final assistant message");
        rules.require(
                !content.isTextual() || !content.asText().isBlank() || isEmpty,
                "messages: text content blocks must contain non-whitespace text");
        if (content.isArray()) {
            content.forEach(block -> checkBlock(block, "messages." + index + ".content.0"));
        }
    }

    private void checkBlock(JsonNode block, String path) {
        String type = block.path("type").asText();
        rules.require(
                BLOCKS.containsKey(type),
                path + ": Input tag '" + type + "' found using 'type' does not match any of the expected tags");
        rules.onlyFields(block, BLOCKS.get(type), path + "." + type + ".%s: Extra inputs are not permitted");
        switch (type) {
            case "text" -> {
                rules.require(
                        !block.path("text").asText().isEmpty(), "messages: text content blocks must be non-empty");
                rules.require(
                        !block.path("text").asText().isBlank(),
                        "messages: text content blocks must contain non-whitespace text");
            }
            case "image" -> {
                JsonNode source = block.path("source");
                rules.require(
                        !source.path("type").asText().equals("base64")
                                || IMAGES.contains(source.path("media_type").asText()),
                        path
                                + ".image.source.base64.media_type: Input should be 'image/jpeg', 'image/png',"
                                + " 'image/gif' or 'image/webp'");
            }
            case "tool_result" -> {
                for (JsonNode inner : block.path("content")) {
                    if (block.path("content").isArray()) {
                        checkBlock(inner, path + ".tool_result.content.0");
                    }
                }
            }
            default -> {}
        }
    }

    private void calls(JsonNode message, int index, Set<String> open) {
        for (JsonNode block : blocks(message, "tool_use")) {
            String path = "messages." + index + ".content.0.tool_use";
            rules.matches(block.path("id").asText(), ID, path + ".id: String should match pattern '^[a-zA-Z0-9_-]+$'");
            rules.require(block.path("input").isObject(), path + ".input: Input should be a valid dictionary");
            rules.require(
                    ids.add(block.path("id").asText()),
                    "messages." + index + ".content.0: `tool_use` ids must be unique");
            open.add(block.path("id").asText());
        }
    }

    private void checkResults(JsonNode message, int index, Set<String> open) {
        boolean textSeen = false;
        for (JsonNode block :
                message.path("content").isArray() ? JsonRules.list(message.path("content")) : List.<JsonNode>of()) {
            if (!block.path("type").asText().equals("tool_result")) {
                textSeen = true;
                continue;
            }
            rules.require(!textSeen, unanswered(index - 1, open));
            String id = block.path("tool_use_id").asText();
            rules.require(
                    open.remove(id),
                    "messages." + index + ".content.0: unexpected `tool_use_id` found in `tool_result` blocks: " + id
                            + ". Each `tool_result` block must have a corresponding `tool_use` block in the previous"
                            + " message.");
        }
        rules.require(open.isEmpty(), unanswered(index - 1, open));
    }

    /** The blocks of this type. */
    static List<JsonNode> blocks(JsonNode message, String type) {
        return JsonRules.list(message.path("content")).stream()
                .filter(block -> block.path("type").asText().equals(type))
                .toList();
    }

    /** How many blocks of this type a message has. */
    static long count(JsonNode message, String type) {
        return blocks(message, type).size();
    }
}
