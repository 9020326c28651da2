package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.Role;
import dev.tollgate.provider.ProviderQuirks;
import dev.tollgate.provider.UnsupportedFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Says in the prompt what the answer must look like, where a provider wants it there. OpenAI, DeepSeek and Qwen refuse the format
 * {@code json_object} unless "'messages' must contain the word 'json' in some form"
 * (https://platform.openai.com/docs/guides/structured-outputs#json-mode). Conversations from Claude's and Gemini's clients do not.
 * DeepSeek has no other JSON mode (https://api-docs.deepseek.com/guides/json_mode), so a schema goes into the prompt.
 */
final class JsonInstruction {
    private static final String FORMAT = "response_format";
    private static final String TYPE = "type";
    private static final String JSON_OBJECT = "json_object";
    private static final String JSON_SCHEMA = "json_schema";

    private JsonInstruction() {}

    static ChatRequest in(ChatRequest request, ProviderQuirks quirks, UnsupportedFields unsupported) {
        JsonNode format = request.extra().getOrDefault(FORMAT, JsonNodeFactory.instance.objectNode());
        JsonNode schema = format.path(JSON_SCHEMA).path("schema");
        return switch (format.path(TYPE).asText()) {
            case JSON_OBJECT -> saysJson(request) ? request : instructed(request, "Answer with a JSON object.");
            case JSON_SCHEMA ->
                schema.isObject() && takesOnlyObjects(quirks) ? bySchema(request, schema, unsupported) : request;
            default -> request;
        };
    }

    private static boolean takesOnlyObjects(ProviderQuirks quirks) {
        List<String> formats = quirks.values().getOrDefault(FORMAT, List.of());
        return formats.contains(JSON_OBJECT) && !formats.contains(JSON_SCHEMA);
    }

    private static ChatRequest bySchema(ChatRequest request, JsonNode schema, UnsupportedFields unsupported) {
        unsupported.report(FORMAT + "." + JSON_SCHEMA, "enforces no schema");
        Map<String, JsonNode> extra = new LinkedHashMap<>(request.extra());
        extra.put(FORMAT, JsonNodeFactory.instance.objectNode().put(TYPE, JSON_OBJECT));
        return instructed(
                request.withExtra(extra), "Answer with a JSON object that matches this JSON Schema: " + schema);
    }

    private static boolean saysJson(ChatRequest request) {
        return request.messages().stream()
                .filter(message -> message.content() != null)
                .flatMap(message -> message.content().asParts().stream())
                .anyMatch(part -> part instanceof ContentPart.Text text
                        && text.text().toLowerCase(Locale.ROOT).contains("json"));
    }

    /** After the other instructions. */
    private static ChatRequest instructed(ChatRequest request, String instruction) {
        List<Message> messages = new ArrayList<>(request.messages());
        int place = 0;
        while (place < messages.size() && isInstruction(messages.get(place))) {
            place++;
        }
        messages.add(place, Message.text(Role.SYSTEM, instruction));
        return request.withMessages(messages);
    }

    private static boolean isInstruction(Message message) {
        return message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
    }
}
