package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.Role;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.Conversation;
import dev.tollgate.provider.Conversation.Entry;
import dev.tollgate.provider.ToolArguments;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.gemini.GeminiWire.FunctionCall;
import dev.tollgate.provider.gemini.GeminiWire.FunctionResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts the model's earlier messages, with their signatures, and the results of its calls. An instance serves one request. */
final class GeminiHistory {
    /**
     * The signature that Google documents for calls of another model, such as after a fallback. Without it, the newer models
     * reject the whole conversation (https://ai.google.dev/gemini-api/docs/thought-signatures#faqs).
     */
    private static final String PLACEHOLDER_SIGNATURE = "skip_thought_signature_validator";

    private final GeminiModel model;
    private final UnsupportedFields unsupported;

    GeminiHistory(GeminiModel model, UnsupportedFields unsupported) {
        this.model = model;
        this.unsupported = unsupported;
    }

    /** The parts of an assistant's message; empty where it has no content. Its thinking is left out: the signature contains it. */
    List<GeminiWire.Part> parts(Entry entry) {
        Message message = entry.message();
        if (message.name() != null) {
            unsupported.report(entry.path() + ".name", "has no names of participants");
        }
        JsonNode google = GeminiExtra.of(message.extra());
        List<GeminiWire.Part> parts = new ArrayList<>(others(google.path(GeminiExtra.PARTS), entry.path()));
        List<GeminiWire.Part> texts = texts(entry);
        sign(texts, google.path(GeminiExtra.SIGNATURE).textValue());
        parts.addAll(texts);
        parts.addAll(GeminiImages.read(message.extra().getOrDefault(GeminiImages.FIELD, MissingNode.getInstance())));
        parts.addAll(calls(entry));
        return parts;
    }

    /** A tool's result. An object stays as it is, anything else becomes the {@code output} of one. */
    GeminiWire.Part result(Entry entry, Conversation conversation) {
        Message message = entry.message();
        String name = message.role() == Role.FUNCTION ? message.name() : conversation.functionOf(entry);
        return GeminiWire.Part.response(new FunctionResponse(message.toolCallId(), name, response(entry)));
    }

    private List<GeminiWire.Part> texts(Entry entry) {
        Message message = entry.message();
        List<GeminiWire.Part> texts = new ArrayList<>();
        List<ContentPart> parts =
                message.content() == null ? List.of() : message.content().asParts();
        for (int i = 0; i < parts.size(); i++) {
            String text = text(parts.get(i));
            if (text == null) {
                unsupported.report(entry.path() + ".content[" + i + "]", "supports only text in assistant messages");
            } else if (!text.isEmpty()) {
                texts.add(GeminiWire.Part.text(text));
            }
        }
        JsonNode refusal = message.extra().get("refusal");
        if (texts.isEmpty() && refusal != null && refusal.isTextual()) {
            texts.add(GeminiWire.Part.text(refusal.textValue()));
        }
        return texts;
    }

    private static @Nullable String text(ContentPart part) {
        return switch (part) {
            case ContentPart.Text text -> text.text();
            case ContentPart.Image _, ContentPart.File _ -> null;
            case ContentPart.Other other -> {
                JsonNode refusal = other.extra().get("refusal");
                yield refusal == null ? null : refusal.textValue();
            }
        };
    }

    /** A streamed reply's signature comes with an empty text at the end, and goes back in the same way. */
    private static void sign(List<GeminiWire.Part> texts, @Nullable String signature) {
        if (signature == null) {
            return;
        }
        if (texts.isEmpty()) {
            texts.add(GeminiWire.Part.text(""));
        }
        texts.add(texts.removeLast().signed(signature));
    }

    private static List<GeminiWire.Part> others(JsonNode parts, String path) {
        List<GeminiWire.Part> others = new ArrayList<>();
        for (JsonNode part : parts) {
            try {
                others.add(JsonCodec.mapper().treeToValue(part, GeminiWire.Part.class));
            } catch (JsonProcessingException notOurs) {
                String field = path + ".extra_content.google.parts";
                throw GatewayException.of(
                        ErrorKind.INVALID_VALUE,
                        field,
                        "Invalid value for '" + field + "': expected parts as Google sent them.");
            }
        }
        return others;
    }

    private List<GeminiWire.Part> calls(Entry entry) {
        List<ToolCall> calls = entry.message().toolCalls() == null
                ? List.of()
                : entry.message().toolCalls();
        List<GeminiWire.Part> parts = new ArrayList<>(calls.size());
        for (int i = 0; i < calls.size(); i++) {
            ToolCall call = calls.get(i);
            String path = entry.path() + ".tool_calls[" + i + "]";
            if (call.function() == null) {
                unsupported.report(path, "supports only calls of functions");
                continue;
            }
            ObjectNode arguments = ToolArguments.object(call.function().arguments(), path + ".function.arguments");
            String signature =
                    GeminiExtra.of(call.extra()).path(GeminiExtra.SIGNATURE).textValue();
            // Only the first of several parallel calls has a signature.
            boolean unsigned = signature == null && parts.isEmpty() && model.requiresSignatures();
            parts.add(GeminiWire.Part.call(
                            new FunctionCall(call.id(), call.function().name(), arguments))
                    .signed(unsigned ? PLACEHOLDER_SIGNATURE : signature));
        }
        return parts;
    }

    private JsonNode response(Entry entry) {
        MessageContent content = entry.message().content();
        List<ContentPart> parts = content == null ? List.of() : content.asParts();
        StringBuilder texts = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof ContentPart.Text text) {
                texts.append(text.text());
            } else {
                unsupported.report(entry.path() + ".content[" + i + "]", "supports only text in tool results");
            }
        }
        return asObject(texts.toString());
    }

    private static JsonNode asObject(String text) {
        try {
            if (JsonCodec.mapper().readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException plainText) {
            return JsonNodeFactory.instance.objectNode().put("output", text);
        }
        return JsonNodeFactory.instance.objectNode().put("output", text);
    }
}
