package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.DataUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Images that a model draws. OpenAI's chat API has no place for them; clients know the field {@code images} of OpenRouter
 * (https://openrouter.ai/docs/features/multimodal/image-generation), and so does this.
 */
final class GeminiImages {
    static final String FIELD = "images";

    private GeminiImages() {}

    /** The image as an element of the field. */
    static JsonNode write(GeminiWire.Part part) {
        ObjectNode image = JsonNodeFactory.instance.objectNode().put("type", "image_url");
        String uri = "data:" + part.inlineData().mimeType() + ";base64,"
                + part.inlineData().data();
        image.putObject("image_url").put("url", uri);
        image.setAll(GeminiExtra.signed(part.thoughtSignature()));
        return image;
    }

    /** The images that a client sent back with the model's message. */
    static List<GeminiWire.Part> read(JsonNode images) {
        List<GeminiWire.Part> parts = new ArrayList<>();
        for (JsonNode image : images) {
            String signature = GeminiExtra.of(Map.of("extra_content", image.path("extra_content")))
                    .path(GeminiExtra.SIGNATURE)
                    .textValue();
            DataUri.parse(image.path("image_url").path("url").asText())
                    .map(data -> GeminiWire.Part.blob(data.mediaType(), data.base64())
                            .signed(signature))
                    .ifPresent(parts::add);
        }
        return parts;
    }
}
