package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What a request used that is not counted in tokens. It travels in the fields of {@link Usage}, as {@link ServerToolUse} does, and
 * never leaves the gateway: a provider's response goes to the client with the provider's own usage.
 *
 * @param images that were generated
 * @param audioSeconds of recordings that were transcribed, each started second counts
 * @param characters that were spoken
 * @param searches rankings of up to 100 documents, as Cohere counts them
 */
public record MediaUse(long images, long audioSeconds, long characters, long searches) {
    private static final String FIELD = "tollgate_media_use";

    /** Nothing of it. */
    public static final MediaUse NONE = new MediaUse(0, 0, 0, 0);

    /** The most that the gateway believes of each. A larger count is a mistake, and counts as none. */
    public static final long MOST = 1_000_000_000;

    /** So many images. A count that cannot be true is 0, here and below. */
    public static MediaUse ofImages(long images) {
        return new MediaUse(believable(images), 0, 0, 0);
    }

    /** So many seconds of recordings. */
    public static MediaUse ofAudioSeconds(long seconds) {
        return new MediaUse(0, believable(seconds), 0, 0);
    }

    /** So many characters. */
    public static MediaUse ofCharacters(long characters) {
        return new MediaUse(0, 0, believable(characters), 0);
    }

    /** So many searches. */
    public static MediaUse ofSearches(long searches) {
        return new MediaUse(0, 0, 0, believable(searches));
    }

    /** Reads it from the fields of a usage. */
    static MediaUse in(Map<String, JsonNode> usage) {
        JsonNode media = usage.get(FIELD);
        return media == null
                ? NONE
                : new MediaUse(
                        media.path("images").asLong(),
                        media.path("audio_seconds").asLong(),
                        media.path("characters").asLong(),
                        media.path("searches").asLong());
    }

    /** Its form in the fields of a usage; empty if there is nothing. */
    public Map<String, JsonNode> fields() {
        if (equals(NONE)) {
            return Map.of();
        }
        ObjectNode media = JsonNodeFactory.instance.objectNode();
        media.put("images", images)
                .put("audio_seconds", audioSeconds)
                .put("characters", characters)
                .put("searches", searches);
        return Map.of(FIELD, media);
    }

    /** The sum of both. Throws an {@link ArithmeticException} on an overflow. */
    public MediaUse plus(MediaUse other) {
        return new MediaUse(
                Math.addExact(images, other.images),
                Math.addExact(audioSeconds, other.audioSeconds),
                Math.addExact(characters, other.characters),
                Math.addExact(searches, other.searches));
    }

    private static long believable(long count) {
        return count > 0 && count <= MOST ? count : 0;
    }
}
