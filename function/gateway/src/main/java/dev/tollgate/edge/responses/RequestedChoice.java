package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.NamespacedName;
import dev.tollgate.openai.UntranslatedField;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether the model must use a tool, and which
 * (https://platform.openai.com/docs/api-reference/responses/create#responses-create-tool_choice).
 */
final class RequestedChoice {
    private static final String TOOL_CHOICE = "tool_choice";

    private final JsonFields request;
    private final RequestTools tools;
    private final List<UntranslatedField> untranslated;

    RequestedChoice(JsonFields request, RequestTools tools, List<UntranslatedField> untranslated) {
        this.request = request;
        this.tools = tools;
        this.untranslated = untranslated;
    }

    /** Adds the choice in chat's form. */
    void addTo(Map<String, JsonNode> fields) {
        JsonNode sent = request.value(TOOL_CHOICE);
        if (sent == null) {
            return;
        }
        if (sent.isTextual()) {
            fields.put(TOOL_CHOICE, sent);
            return;
        }
        JsonFields choice = request.object(TOOL_CHOICE).orElseThrow();
        JsonNode translated = translated(choice);
        if (translated == null) {
            untranslated.add(new UntranslatedField(TOOL_CHOICE, "does not run tools of type " + choice.type()));
        } else {
            fields.put(TOOL_CHOICE, translated);
        }
    }

    /** Null for a tool that only OpenAI runs. */
    private @Nullable JsonNode translated(JsonFields choice) {
        return switch (choice.type()) {
            case "function", "custom" -> named(choice);
            case "allowed_tools" -> allowed(choice);
            default -> null;
        };
    }

    private JsonNode named(JsonFields choice) {
        String function = functionName(choice);
        ObjectNode named = JsonNodeFactory.instance.objectNode().put("type", "function");
        named.putObject("function").put("name", function);
        return named;
    }

    /** A choice names the tool, and may leave its namespace out. */
    private String functionName(JsonFields choice) {
        String name = choice.requiredText("name");
        String namespace = choice.text("namespace");
        return tools.byFunction().entrySet().stream()
                .filter(tool -> tool.getValue().name().name().equals(name)
                        && (namespace == null
                                || namespace.equals(tool.getValue().name().namespace())))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> new NamespacedName(namespace, name).function());
    }

    /** Chat has no such choice at most providers; a model that sees only these tools calls no others. */
    private JsonNode allowed(JsonFields choice) {
        Set<String> allowed = choice.objects("tools").stream()
                .filter(tool -> tool.has("name"))
                .map(this::functionName)
                .collect(Collectors.toSet());
        tools.retain(allowed);
        String mode = choice.requiredText("mode");
        if (!mode.equals("auto") && !mode.equals("required")) {
            throw choice.invalid("mode", "auto or required");
        }
        return TextNode.valueOf(mode);
    }
}
