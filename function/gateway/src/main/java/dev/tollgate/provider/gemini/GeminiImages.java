package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.parse.DataUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts images that a model generates. OpenAI's chat API has no field for them. The gateway uses OpenRouter's field
 * {@code images}, which clients know (https://openrouter.ai/docs/features/multimodal/image-generation).
 */
final class GeminiImages {
    static final String FIELD = "images";

    private GeminiImages() {}

    /** Writes an image as an element of the field. */
    static JsonNode write(GeminiWire.Blob blob, @Nullable String signature) {
        ObjectNode image = JsonNodeFactory.instance.objectNode().put("type", "image_url");
        String uri = "data:" + blob.mimeType() + ";base64," + blob.data();
        image.putObject("image_url").put("url", uri);
        image.setAll(GeminiExtra.signed(signature));
        return image;
    }

    /** Reads the images that a client sends back with the model's message. */
    static List<GeminiWire.Part> read(JsonNode images) {
        List<GeminiWire.Part> parts = new ArrayList<>();
        for (JsonNode image : images) {
            String signature = GeminiExtra.of(Map.of("extra_content", image.path("extra_content")))
                    .path(GeminiExtra.SIGNATURE)
                    .textValue();
            DataUri.parse(image.path("image_url").path("url").asText())
                    .map(data -> GeminiWire.Part.blob(data.actualType(), data.base64())
                            .signed(signature))
                    .ifPresent(parts::add);
        }
        return parts;
    }
}
