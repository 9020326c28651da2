package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.parse.FormPart;
import dev.tollgate.parse.NumberParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to a {@link MediaEndpoint}: for images, speech, transcripts, moderations or a ranking. The gateway reads what it needs to
 * route and meter it, and forwards the rest as it is.
 *
 * @param body without the model
 */
public record MediaRequest(MediaEndpoint endpoint, String model, MediaBody body) implements ModelRequest {
    private static final String STREAM = "stream";

    /** The most images that a request may ask for; OpenAI accepts 10. */
    public static final int MOST_IMAGES = 100;

    @Override
    public Map<String, JsonNode> extra() {
        return body.fields();
    }

    /** Speech streams its bytes in any case, but as events only if the caller wants so. */
    @Override
    public boolean streamed() {
        return endpoint == MediaEndpoint.SPEECH ? "sse".equals(text("stream_format")) : "true".equals(text(STREAM));
    }

    /** The same request for a response in one piece. */
    public MediaRequest unstreamed() {
        return with(body.without(STREAM));
    }

    /** The same request for another model. */
    public MediaRequest withModel(String other) {
        return new MediaRequest(endpoint, other, body);
    }

    /** The same request with another body. */
    public MediaRequest with(MediaBody other) {
        return new MediaRequest(endpoint, model, other);
    }

    /** The value of a field as text; null if there is none, or if it is an object or a list. */
    public @Nullable String text(String field) {
        JsonNode value = extra().get(field);
        return value == null || value.isContainerNode() || value.isNull() ? null : value.asText();
    }

    /** A field that is a positive number, or 1. */
    public int images() {
        return NumberParser.whole(text("n"), 1, MOST_IMAGES).orElse(1);
    }

    /** The characters that are to be spoken. */
    public long characters() {
        String input = text("input");
        return input == null ? 0 : input.codePointCount(0, input.length());
    }

    /** The documents that are to be ranked. */
    public List<JsonNode> documents() {
        JsonNode documents = extra().get("documents");
        return documents == null ? List.of() : documents.valueStream().toList();
    }

    /** The files of a form; empty for JSON. */
    public List<FormPart> files() {
        return body instanceof MediaBody.Form form ? form.files() : List.of();
    }

    /** The recording that is to be transcribed; empty if the request has none. */
    public Optional<FormPart> recording() {
        return files().stream().filter(file -> file.name().equals("file")).findFirst();
    }

    /** Its form in JSON, for prompts that are kept. Of files, it has the size only. */
    @JsonValue
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("endpoint", endpoint.path()).put("model", model);
        extra().forEach(json::set);
        for (FormPart file : files()) {
            json.withArray("files")
                    .addObject()
                    .put("field", file.name())
                    .put("filename", file.filename())
                    .put("bytes", file.content().length);
        }
        return json;
    }
}
