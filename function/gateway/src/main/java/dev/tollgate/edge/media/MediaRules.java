package dev.tollgate.edge.media;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.edge.FieldNames;
import dev.tollgate.edge.RequestRules;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.GatewayFields;
import dev.tollgate.openai.MediaEndpoint;
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.parse.NumberParser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every request to a media endpoint must obey, whichever provider serves it: what the gateway reads must mean one thing. */
final class MediaRules {
    private static final int MAX_DOCUMENTS = 10_000;
    private static final int MAX_PARTIAL_IMAGES = 10;
    private static final List<String> IMAGES = List.of("image", "image[]", "images");

    private MediaRules() {}

    /**
     * The same request.
     *
     * @throws GatewayException of a 400 kind that names the field
     */
    static MediaRequest checked(MediaRequest request) {
        FieldNames.MEDIA.check("", request.extra());
        if (request.extra().containsKey("models")) {
            throw GatewayException.of(
                    ErrorKind.UNSUPPORTED_PARAMETER,
                    "models",
                    "Unsupported parameter: 'models': name an alias with several targets instead.");
        }
        RequestRules.model(request.model());
        GatewayFields.check(request);
        check(request);
        return request;
    }

    private static void check(MediaRequest request) {
        switch (request.endpoint()) {
            case MODERATIONS -> {
                JsonNode input = request.extra().get("input");
                RequestRules.present("input", (input != null && !input.isEmpty()) || says(request.text("input")));
            }
            case RERANK -> {
                says("query", request);
                int documents = request.documents().size();
                RequestRules.present("documents", documents > 0);
                RequestRules.valid("documents", documents <= MAX_DOCUMENTS, "at most " + MAX_DOCUMENTS + " documents");
                whole("top_n", request, MAX_DOCUMENTS);
            }
            case IMAGE_GENERATIONS, IMAGE_EDITS -> {
                says("prompt", request);
                whole("n", request, MediaRequest.MOST_IMAGES);
                whole("partial_images", request, MAX_PARTIAL_IMAGES);
                RequestRules.present("image", request.endpoint() != MediaEndpoint.IMAGE_EDITS || hasImage(request));
            }
            case SPEECH -> says("input", request);
            case TRANSCRIPTIONS, TRANSLATIONS ->
                RequestRules.present("file", request.recording().isPresent());
        }
    }

    private static void says(String field, MediaRequest request) {
        JsonNode value = request.extra().get(field);
        RequestRules.present(field, value != null);
        RequestRules.valid(field, value != null && says(value.textValue()), "a text that is not empty");
    }

    private static boolean says(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    /** Zero partial images are OpenAI's word for none. */
    private static void whole(String field, MediaRequest request, int most) {
        JsonNode value = request.extra().get(field);
        int least = field.equals("partial_images") ? 0 : 1;
        RequestRules.valid(
                field,
                value == null
                        || NumberParser.whole(request.text(field), least, most).isPresent(),
                "a whole number from " + least + " to " + most);
    }

    private static boolean hasImage(MediaRequest request) {
        return !request.files().isEmpty() || IMAGES.stream().anyMatch(request.extra()::containsKey);
    }
}
