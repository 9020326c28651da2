package dev.tollgate.edge.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ArgumentsObject;
import dev.tollgate.openai.ChatCompletion.AssistantMessage;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.ReplyBlocks;
import dev.tollgate.openai.SignatureEnvelope;
import dev.tollgate.openai.ThinkingBlocks;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.parse.DataUri;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parts of an answer: what it says on the way, and what comes at its end. */
final class AnswerParts {
    private static final String SIGNATURE = "thoughtSignature";
    /** What other providers want back with the history, and Gemini has no part for. */
    private static final List<String> ENCLOSED =
            List.of(ThinkingBlocks.FIELD, ReplyBlocks.OTHER_BLOCKS, "reasoning_details");

    private AnswerParts() {}

    /** What a piece of an answer says. */
    static List<ObjectNode> of(Delta delta, boolean thoughtsIncluded) {
        List<ObjectNode> parts = new ArrayList<>();
        if (thoughtsIncluded) {
            addText(parts, delta.reasoningContent(), true);
        }
        google(delta.extra()).path("parts").forEach(part -> parts.add(part.deepCopy()));
        addText(parts, delta.content(), false);
        addText(parts, delta.refusal(), false);
        field(delta.extra(), "images").forEach(image -> addImage(parts, image));
        return parts;
    }

    private static void addText(List<ObjectNode> parts, @Nullable String text, boolean thought) {
        if (text != null && !text.isEmpty()) {
            parts.add(text(text, thought));
        }
    }

    /** A text, or a thought. */
    static ObjectNode text(String text, boolean thought) {
        ObjectNode part = JsonNodeFactory.instance.objectNode().put("text", text);
        return thought ? part.put("thought", true) : part;
    }

    private static void addImage(List<ObjectNode> parts, JsonNode image) {
        DataUri.parse(image.path("image_url").path("url").asText()).ifPresent(data -> {
            ObjectNode part = JsonNodeFactory.instance.objectNode();
            part.putObject("inlineData").put("mimeType", data.actualType()).put("data", data.base64());
            sign(part, googleSignature(image.path("extra_content").path("google")));
            parts.add(part);
        });
    }

    /** The calls of an answer, and the signatures of its thinking. */
    static List<ObjectNode> last(AssistantMessage message) {
        List<ObjectNode> parts = new ArrayList<>();
        List<ToolCall> calls = message.toolCalls() == null ? List.of() : message.toolCalls();
        for (ToolCall call : calls) {
            call(call).ifPresent(parts::add);
        }
        String signature = signature(message);
        if (signature != null) {
            if (parts.isEmpty() || parts.getFirst().has(SIGNATURE)) {
                parts.add(text("", false).put(SIGNATURE, signature));
            } else {
                parts.getFirst().put(SIGNATURE, signature);
            }
        }
        return parts;
    }

    private static Optional<ObjectNode> call(ToolCall call) {
        if (call.function() == null || call.function().name() == null) {
            return Optional.empty();
        }
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        ObjectNode function = part.putObject("functionCall");
        if (call.id() != null) {
            function.put("id", call.id());
        }
        function.put("name", call.function().name())
                .set("args", ArgumentsObject.of(call.function().arguments()));
        sign(part, googleSignature(google(call.extra())));
        return Optional.of(part);
    }

    /** Google's own signature, or one with what other providers want back. */
    private static @Nullable String signature(AssistantMessage message) {
        Map<String, JsonNode> enclosed = new LinkedHashMap<>();
        for (String name : ENCLOSED) {
            JsonNode value = field(message.extra(), name);
            if (!value.isEmpty()) {
                enclosed.put(name, value);
            }
        }
        String googles = googleSignature(google(message.extra()));
        return googles != null || enclosed.isEmpty() ? googles : SignatureEnvelope.of(enclosed);
    }

    private static void sign(ObjectNode part, @Nullable String signature) {
        if (signature != null) {
            part.put(SIGNATURE, signature);
        }
    }

    private static @Nullable String googleSignature(JsonNode google) {
        return google.path("thought_signature").textValue();
    }

    private static JsonNode google(Map<String, JsonNode> extra) {
        return field(extra, "extra_content").path("google");
    }

    private static JsonNode field(Map<String, JsonNode> extra, String name) {
        return extra.getOrDefault(name, MissingNode.getInstance());
    }
}
