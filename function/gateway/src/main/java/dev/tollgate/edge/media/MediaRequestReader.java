package dev.tollgate.edge.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.edge.NamedModel;
import dev.tollgate.edge.RequestBody;
import dev.tollgate.edge.RequestReader;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.MediaBody;
import dev.tollgate.openai.MediaEndpoint;
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.parse.FormPart;
import dev.tollgate.parse.MultipartForm;
import dev.tollgate.process.JsonFootprint;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads requests to media endpoints, within bounds. A body that cannot be read is a 400 that names the field. */
@ApplicationScoped
class MediaRequestReader {
    /** OpenAI's largest requests have 16 images, and a few fields. */
    private static final int MAX_PARTS = 64;

    private static final String MODEL = "model";

    /** As OpenAI does. An alias of this name says which model it is. */
    private static final String DEFAULT_MODERATION = "omni-moderation-latest";

    private final RequestReader json;
    private final int maxBytes;

    MediaRequestReader(RequestReader json, GatewayConfig config) {
        this.json = json;
        this.maxBytes = config.request().maxBytes();
    }

    /**
     * The request in this body.
     *
     * @throws GatewayException of a 400 kind, {@code REQUEST_TOO_LARGE} or {@code UNSUPPORTED_MEDIA_TYPE}
     */
    MediaRequest read(MediaEndpoint endpoint, RequestBody body, NamedModel model) {
        Optional<String> boundary = Optional.ofNullable(body.contentType()).flatMap(MultipartForm::boundary);
        if (endpoint.hears() && boundary.isEmpty()) {
            throw new GatewayException(
                    ErrorKind.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be a form with the recording as 'file': send the header Content-Type: multipart/form-data"
                            + " with its boundary.");
        }
        boolean mayBeForm = endpoint.hears() || endpoint == MediaEndpoint.IMAGE_EDITS;
        MediaRequest request = mayBeForm && boundary.isPresent()
                ? form(endpoint, body, boundary.get())
                : object(endpoint, json.object(body));
        return MediaRules.checked(model.inPath().map(request::withModel).orElse(request));
    }

    private static MediaRequest object(MediaEndpoint endpoint, ObjectNode object) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        JsonNode model = fields.remove(MODEL);
        if (model != null && !model.isTextual() && !model.isNull()) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE, MODEL, "Invalid type or value for 'model': expected a string.");
        }
        fields.values().removeIf(JsonNode::isNull);
        return new MediaRequest(
                endpoint, named(endpoint, model == null ? null : model.textValue()), new MediaBody.Json(fields));
    }

    private static String named(MediaEndpoint endpoint, @Nullable String model) {
        if (model != null) {
            return model;
        }
        return endpoint == MediaEndpoint.MODERATIONS ? DEFAULT_MODERATION : "";
    }

    private MediaRequest form(MediaEndpoint endpoint, RequestBody body, String boundary) {
        byte[] bytes = body.read(maxBytes);
        MediaBody.Form form = new MediaBody.Form(parts(bytes, boundary));
        // The parts, and the form that is made of them for the provider, in place of what a JSON parser needs.
        body.memory().giveBack(JsonFootprint.ofReading(bytes.length) - JsonFootprint.ofText(bytes.length));
        FormRules.check(form);
        String model = form.parts().stream()
                .filter(part -> part.name().equals(MODEL))
                .findFirst()
                .map(FormPart::text)
                .orElse("");
        return new MediaRequest(endpoint, model, form.without(MODEL));
    }

    private static List<FormPart> parts(byte[] bytes, String boundary) {
        try {
            return MultipartForm.read(bytes, boundary, MAX_PARTS);
        } catch (IllegalArgumentException malformed) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    "body",
                    "The body is not a form: " + malformed.getMessage() + ".",
                    malformed);
        }
    }
}
