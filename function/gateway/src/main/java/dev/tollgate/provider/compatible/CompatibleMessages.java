package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.Role;
import dev.tollgate.openai.Tool;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.MessageQuirks;
import dev.tollgate.provider.ProviderQuirks;
import dev.tollgate.provider.ToolArguments;
import dev.tollgate.provider.UnsupportedFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Adapts the messages of a request to what a provider accepts. The conversation may have started at another provider. An
 * instance serves one attempt.
 */
final class CompatibleMessages {
    private static final String REASONING_CONTENT = "reasoning_content";
    private static final String REASONING = "reasoning";
    private static final String CACHE_CONTROL = "cache_control";
    private static final String REFUSAL = "refusal";
    private static final String AUDIO = "audio";

    /** OpenAI: "Expected a string that matches the pattern '^[^\\s<|\\\\/>]+$'". Names of agents have spaces. */
    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[\\s<|\\\\/>]");

    private static final JsonNode NO_PARAMETERS = JsonNodeFactory.instance
            .objectNode()
            .put("type", "object")
            .set("properties", JsonNodeFactory.instance.objectNode());

    /** DeepSeek and Moonshot reject an absent and an empty text (charmbracelet/crush#2696, MoonshotAI/kimi-cli#2141). */
    private static final JsonNode NO_REASONING = TextNode.valueOf(" ");

    private final ProviderQuirks quirks;
    private final MessageQuirks accepted;
    private final ForeignFields foreign;
    private final CompatibleParts parts;
    private final UnsupportedFields unsupported;
    private final String model;

    CompatibleMessages(ProviderQuirks quirks, String model, UnsupportedFields unsupported) {
        this.quirks = quirks;
        this.accepted = quirks.messages();
        this.foreign = ForeignFields.of(accepted, model, unsupported);
        this.parts = new CompatibleParts(accepted, foreign, unsupported);
        this.unsupported = unsupported;
        this.model = model;
    }

    /** The messages as the provider gets them. Messages without any content are left out, unless nothing else is there. */
    List<Message> of(List<Message> messages) {
        boolean reasoning =
                accepted.requiresReasoning(model) && messages.stream().anyMatch(CompatibleMessages::hasCalls);
        List<Message> converted = new ArrayList<>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            Message message = message(messages.get(i), "messages[" + i + "]");
            boolean last = i == messages.size() - 1;
            if (!isEmpty(message) || (last && message.role() != Role.ASSISTANT)) {
                converted.add(reasoning ? withReasoning(message) : message);
            }
        }
        if (converted.isEmpty()) {
            return messages;
        }
        List<Message> ordered = MessageOrder.of(UserFiles.moved(AnsweredCalls.in(converted)), accepted);
        if (!quirks.developerRole()) {
            ordered = MessageOrder.withUser(ordered);
        }
        return accepted.prefix() == null ? ordered : withPrefix(ordered, accepted.prefix());
    }

    /** The request's own fields, without the mark of Anthropic's cache where the provider does not know it in messages, either. */
    Map<String, JsonNode> fields(Map<String, JsonNode> fields) {
        if (!fields.containsKey(CACHE_CONTROL) || foreign.understands(CACHE_CONTROL)) {
            return fields;
        }
        unsupported.report(CACHE_CONTROL, "does not take it");
        Map<String, JsonNode> others = new LinkedHashMap<>(fields);
        others.remove(CACHE_CONTROL);
        return others;
    }

    /** The tools without fields that are meant for other providers. */
    @Nullable
    List<Tool> tools(@Nullable List<Tool> tools) {
        if (tools == null) {
            return null;
        }
        List<Tool> converted = new ArrayList<>(tools.size());
        for (int i = 0; i < tools.size(); i++) {
            converted.add(tool(tools.get(i), "tools[" + i + "]"));
        }
        return converted;
    }

    private Tool tool(Tool tool, String path) {
        Tool.Function function = tool.function();
        return new Tool(
                tool.type(),
                function == null
                        ? null
                        : new Tool.Function(
                                function.name(),
                                function.description(),
                                parameters(function),
                                foreign.understoodOfTool(function.extra(), path + ".function")),
                foreign.understoodOfTool(tool.extra(), path));
    }

    /**
     * OpenAI's callers may leave the parameters out. Mistral, DeepSeek and MiniMax require them (farion1231/cc-switch#5490,
     * QwenLM/qwen-code#11905).
     */
    private @Nullable JsonNode parameters(Tool.Function function) {
        JsonNode parameters = function.parameters();
        if (parameters == null) {
            return foreign.understands(REFUSAL) ? null : NO_PARAMETERS;
        }
        if (!(parameters instanceof ObjectNode schema)) {
            return parameters;
        }
        return FunctionSchema.of(schema);
    }

    private Message message(Message message, String path) {
        Role role = message.role() == Role.DEVELOPER && !quirks.developerRole() ? Role.SYSTEM : message.role();
        List<ToolCall> calls = calls(message.toolCalls(), path + ".tool_calls");
        MessageContent content = parts.of(spoken(message), calls != null, path + ".content");
        return new Message(role, content, name(message, path), calls, message.toolCallId(), extra(message, path));
    }

    /** What the assistant said as a refusal, or aloud. Providers that do not know these fields get it as text. */
    private @Nullable MessageContent spoken(Message message) {
        if (message.content() != null || foreign.understands(REFUSAL)) {
            return message.content();
        }
        String refusal = text(message, REFUSAL, "");
        String spoken = refusal == null ? text(message, AUDIO, "/transcript") : refusal;
        return spoken == null ? null : new MessageContent.Text(spoken);
    }

    private static @Nullable String text(Message message, String field, String pointer) {
        JsonNode value = message.extra().get(field);
        return value == null ? null : value.at(pointer).textValue();
    }

    private @Nullable String name(Message message, String path) {
        String role = message.role().name().toLowerCase(Locale.ROOT);
        if (message.name() == null) {
            return null;
        }
        if (accepted.namesAllowed(role)) {
            return NOT_IN_A_NAME.matcher(message.name()).replaceAll("_");
        }
        unsupported.report(path + ".name", "takes no name in a message of this role");
        return null;
    }

    private Map<String, JsonNode> extra(Message message, String path) {
        Map<String, JsonNode> extra = new LinkedHashMap<>(message.extra());
        if (message.content() == null && !foreign.understands(REFUSAL)) {
            extra.remove(REFUSAL);
            extra.remove(AUDIO);
        }
        JsonNode sent = extra.getOrDefault(REASONING_CONTENT, extra.get(REASONING));
        String field = foreign.understands(REASONING_CONTENT) ? REASONING_CONTENT : REASONING;
        if (sent != null && sent.isTextual() && foreign.understands(field)) {
            extra.remove(REASONING_CONTENT);
            extra.remove(REASONING);
            extra.put(field, sent);
        }
        return foreign.understoodOfMessage(extra, path);
    }

    private @Nullable List<ToolCall> calls(@Nullable List<ToolCall> calls, String path) {
        if (calls == null || calls.isEmpty()) {
            return null;
        }
        List<ToolCall> converted = new ArrayList<>(calls.size());
        for (int i = 0; i < calls.size(); i++) {
            converted.add(call(calls.get(i), path + "[" + i + "]"));
        }
        return converted;
    }

    /**
     * Without an index, which only streams have. Templates of open models fail on arguments that are no object, and answers that
     * were cut off leave such arguments in the history (sgl-project/sglang#28035, justrach/codegraff#752).
     */
    private ToolCall call(ToolCall call, String path) {
        ToolCall.Function function = call.function();
        if (function != null) {
            function = new ToolCall.Function(
                    function.name(),
                    ToolArguments.objectText(function.arguments()),
                    foreign.understoodOf(function.extra(), path + ".function"));
        }
        String type = call.type() == null ? "function" : call.type();
        return new ToolCall(null, call.id(), type, function, callExtra(call, path));
    }

    /** A call of another type has its own fields, such as {@code custom}. */
    private Map<String, JsonNode> callExtra(ToolCall call, String path) {
        return call.function() == null
                ? foreign.understoodOfTool(call.extra(), path)
                : foreign.understoodOf(call.extra(), path);
    }

    private static Message withReasoning(Message message) {
        if (message.role() != Role.ASSISTANT || message.extra().containsKey(REASONING_CONTENT)) {
            return message;
        }
        return with(message, REASONING_CONTENT, NO_REASONING);
    }

    /** Mistral: "Expected last role User or Tool (or Assistant with prefix True)". */
    private static List<Message> withPrefix(List<Message> messages, String field) {
        Message last = messages.getLast();
        if (last.role() != Role.ASSISTANT || hasCalls(last) || last.extra().containsKey(field)) {
            return messages;
        }
        List<Message> marked = new ArrayList<>(messages);
        marked.set(messages.size() - 1, with(last, field, BooleanNode.TRUE));
        return marked;
    }

    private static Message with(Message message, String field, JsonNode value) {
        Map<String, JsonNode> extra = new LinkedHashMap<>(message.extra());
        extra.put(field, value);
        return new Message(
                message.role(), message.content(), message.name(), message.toolCalls(), message.toolCallId(), extra);
    }

    private static boolean hasCalls(Message message) {
        return message.toolCalls() != null && !message.toolCalls().isEmpty();
    }

    /** Providers such as Moonshot and xAI reject messages without content. The result of a tool belongs to its call. */
    private static boolean isEmpty(Message message) {
        return message.role() != Role.TOOL
                && !hasCalls(message)
                && !message.extra().containsKey(AUDIO)
                && !message.extra().containsKey(REFUSAL)
                && CompatibleParts.isEmpty(message.content());
    }
}
