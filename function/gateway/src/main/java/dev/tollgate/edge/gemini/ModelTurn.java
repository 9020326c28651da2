package dev.tollgate.edge.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.Role;
import dev.tollgate.openai.SignatureEnvelope;
import dev.tollgate.openai.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the model said in one of its turns, as an assistant's message. */
final class ModelTurn {
    private static final String SIGNATURE = "thought_signature";

    private final CallIds ids;
    private final UntranslatedFields untranslated;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thoughts = new StringBuilder();
    private final List<ToolCall> calls = new ArrayList<>();
    private final ArrayNode images = JsonNodeFactory.instance.arrayNode();
    private final Map<String, JsonNode> enclosed = new LinkedHashMap<>();
    private @Nullable String signature;

    ModelTurn(CallIds ids, UntranslatedFields untranslated) {
        this.ids = ids;
        this.untranslated = untranslated;
    }

    /** Adds a part. */
    void add(SentObject part) {
        String sent = part.text("thoughtSignature");
        boolean thought = Boolean.TRUE.equals(part.flag("thought"));
        String words = part.text("text");
        Optional<SentObject> call = part.object("functionCall");
        Optional<SentObject> blob = part.object("inlineData");
        if (sent != null) {
            SignatureEnvelope.fields(sent).ifPresent(enclosed::putAll);
        }
        String googles = SignatureEnvelope.isOne(sent) ? null : sent;
        if (words != null) {
            (thought ? thoughts : text).append(words);
            signature = googles == null ? signature : googles;
        } else if (call.isPresent()) {
            calls.add(call(call.get(), googles));
        } else if (blob.isPresent() && isImage(blob.get())) {
            images.add(image(blob.get(), googles));
        } else {
            // Programs that Google ran, and the like.
            untranslated.addDispensable(part.path());
        }
    }

    private static boolean isImage(SentObject blob) {
        String type = blob.text("mimeType");
        return type != null && type.startsWith("image/") && blob.text("data") != null;
    }

    private ToolCall call(SentObject call, @Nullable String googles) {
        String name = call.requiredText("name");
        String arguments =
                call.object("args").map(args -> args.node().toString()).orElse("{}");
        return new ToolCall(
                null,
                ids.ofCall(call.text("id"), name),
                "function",
                new ToolCall.Function(name, arguments, Map.of()),
                googles == null ? Map.of() : google(googles));
    }

    /** As answers with images have it. */
    private static ObjectNode image(SentObject blob, @Nullable String googles) {
        ObjectNode image = JsonNodeFactory.instance.objectNode().put("type", "image_url");
        image.putObject("image_url").put("url", "data:" + blob.text("mimeType") + ";base64," + blob.text("data"));
        if (googles != null) {
            image.setAll(google(googles));
        }
        return image;
    }

    /** The message; empty if the turn says nothing. */
    Optional<Message> message() {
        boolean silent = text.isEmpty() && thoughts.isEmpty() && calls.isEmpty() && images.isEmpty();
        if (silent && enclosed.isEmpty()) {
            return Optional.empty();
        }
        Map<String, JsonNode> extra = new LinkedHashMap<>(enclosed);
        if (!thoughts.isEmpty()) {
            extra.put("reasoning_content", TextNode.valueOf(thoughts.toString()));
        }
        if (!images.isEmpty()) {
            extra.put("images", images);
        }
        if (signature != null) {
            extra.putAll(google(signature));
        }
        return Optional.of(new Message(
                Role.ASSISTANT,
                text.isEmpty() ? null : new MessageContent.Text(text.toString()),
                null,
                calls.isEmpty() ? null : List.copyOf(calls),
                null,
                extra));
    }

    private static Map<String, JsonNode> google(String signature) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.putObject("google").put(SIGNATURE, signature);
        return Map.of("extra_content", content);
    }
}
