package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.openai.MediaUse;
import dev.tollgate.openai.Usage;
import dev.tollgate.parse.NumberParser;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what providers with OpenAI's endpoints report of images, speech and transcripts: tokens in the words of the Responses API, or
 * the length of a recording.
 */
final class CompatibleMediaUsage {
    /** By which the prices of images differ. Where the reply does not name them, the request may. */
    private static final String[] PRICED_BY = {"size", "quality"};

    private CompatibleMediaUsage() {}

    /**
     * The usage of a reply, or of the result that an event completes.
     *
     * @param images how many images it has
     * @return null where the provider reports none
     */
    static @Nullable Usage of(MediaRequest request, JsonNode reply, int images) {
        JsonNode count = reply.path("usage");
        Usage tokens = tokens(count, conditions(request, reply));
        MediaUse media = MediaUse.ofImages(request.endpoint().returnsImages() ? images : 0)
                .plus(seconds(request, reply, count));
        if (tokens == null && media.equals(MediaUse.NONE)) {
            return null;
        }
        Usage known = tokens == null ? new Usage(0, 0, 0, null, null, conditions(request, reply)) : tokens;
        return known.with(media);
    }

    private static @Nullable Usage tokens(JsonNode count, Map<String, JsonNode> conditions) {
        long input = Math.max(
                count.path("input_tokens").asLong(), count.path("prompt_tokens").asLong());
        long output = Math.max(
                count.path("output_tokens").asLong(),
                count.path("completion_tokens").asLong());
        JsonNode read = details(count, "input");
        JsonNode written = details(count, "output");
        return Usage.reported(
                input,
                output,
                new Usage.PromptDetails(number(read, "cached_tokens"), null, number(read, "audio_tokens"), image(read)),
                new Usage.CompletionDetails(null, number(written, "audio_tokens"), null, null, image(written)),
                conditions);
    }

    /** Images have {@code input_tokens_details}, transcripts {@code input_token_details}. */
    private static JsonNode details(JsonNode count, String what) {
        JsonNode details = count.path(what + "_tokens_details");
        return details.isMissingNode() ? count.path(what + "_token_details") : details;
    }

    private static @Nullable Long number(JsonNode details, String field) {
        return details.path(field).canConvertToLong()
                ? Long.valueOf(details.path(field).longValue())
                : null;
    }

    private static Map<String, JsonNode> image(JsonNode details) {
        JsonNode images = details.get("image_tokens");
        return images == null ? Map.of() : Map.of("image_tokens", images);
    }

    private static Map<String, JsonNode> conditions(MediaRequest request, JsonNode reply) {
        Map<String, JsonNode> conditions = new LinkedHashMap<>();
        for (String field : PRICED_BY) {
            JsonNode value =
                    reply.hasNonNull(field) ? reply.get(field) : request.extra().get(field);
            if (request.endpoint().returnsImages() && value != null && value.isTextual()) {
                conditions.put(field, value);
            }
        }
        return conditions;
    }

    /** {@code verbose_json} has the length of the recording, also where there is no usage. */
    private static MediaUse seconds(MediaRequest request, JsonNode reply, JsonNode count) {
        JsonNode reported = count.has("seconds") ? count.path("seconds") : reply.path("duration");
        if (!request.endpoint().hears()) {
            return MediaUse.NONE;
        }
        return NumberParser.decimal(reported)
                .or(() -> NumberParser.decimal(reported.textValue()))
                .map(seconds -> seconds.setScale(0, RoundingMode.CEILING))
                .filter(seconds -> seconds.compareTo(BigDecimal.valueOf(MediaUse.MOST)) <= 0)
                .map(seconds -> MediaUse.ofAudioSeconds(seconds.longValueExact()))
                .orElse(MediaUse.NONE);
    }
}
