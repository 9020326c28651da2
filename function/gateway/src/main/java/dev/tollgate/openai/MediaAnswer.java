package dev.tollgate.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The texts in a whole response of a {@link MediaEndpoint}: a transcript in JSON or as text, documents that were ranked, or the prompt
 * that a model made of the caller's.
 */
public final class MediaAnswer {
    private static final String TEXT = "text";

    /** They say the same as the text in pieces, in which nobody finds a value. */
    private static final Set<String> PIECES = Set.of("words", "logprobs", "tokens");

    private MediaAnswer() {}

    /** The same response with every text edited. A transcript that changes loses its single words and their tokens. */
    public static byte[] edited(byte[] body, StreamEditors editors) {
        JsonNode answer = read(body);
        if (!answer.isObject()) {
            String text = new String(body, StandardCharsets.UTF_8);
            String edited = editors.whole(text);
            return edited.equals(text) ? body : edited.getBytes(StandardCharsets.UTF_8);
        }
        JsonNode edited = edited("", answer, editors);
        if (edited.equals(answer)) {
            return body;
        }
        if (!edited.path(TEXT).equals(answer.path(TEXT))) {
            removePieces(edited);
        }
        return edited.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode edited(String field, JsonNode value, StreamEditors editors) {
        if (value.isTextual()) {
            boolean isText = CompleteFields.isText(field) && !EncodedText.isBinary(value.textValue());
            return isText ? TextNode.valueOf(editors.whole(value.textValue())) : value;
        }
        if (value instanceof ObjectNode object) {
            ObjectNode edited = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(inner -> edited.set(inner.getKey(), edited(inner.getKey(), inner.getValue(), editors)));
            return edited;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode edited = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> edited.add(edited(field, element, editors)));
            return edited;
        }
        return value;
    }

    private static void removePieces(JsonNode value) {
        if (value instanceof ObjectNode object) {
            object.remove(PIECES);
        }
        value.forEach(MediaAnswer::removePieces);
    }

    /** The texts that a model has written: a transcript, or prompts for images. */
    public static List<String> texts(byte[] body) {
        JsonNode answer = read(body);
        if (!answer.isObject()) {
            return List.of(new String(body, StandardCharsets.UTF_8));
        }
        List<String> texts = new ArrayList<>();
        if (answer.path(TEXT).isTextual()) {
            texts.add(answer.path(TEXT).textValue());
        }
        answer.findValuesAsText("revised_prompt", texts);
        return texts;
    }

    /** A whole transcript in JSON as the events of a streamed one; they follow each other. */
    public static byte[] events(byte[] transcript) {
        JsonNode whole = read(transcript);
        ObjectNode delta = JsonNodeFactory.instance.objectNode();
        delta.put("type", "transcript.text.delta").set("delta", whole.path(TEXT));
        ObjectNode done = JsonNodeFactory.instance.objectNode();
        done.put("type", "transcript.text.done").set(TEXT, whole.path(TEXT));
        if (whole.has("usage")) {
            done.set("usage", whole.path("usage"));
        }
        return ("data: " + delta + "\n\ndata: " + done + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a response is JSON with a transcript. */
    public static boolean isTranscript(byte[] body) {
        return read(body).path(TEXT).isTextual();
    }

    private static JsonNode read(byte[] body) {
        try {
            return JsonCodec.mapper().readTree(body);
        } catch (JsonProcessingException text) {
            return MissingNode.getInstance();
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory cannot fail", impossible);
        }
    }
}
