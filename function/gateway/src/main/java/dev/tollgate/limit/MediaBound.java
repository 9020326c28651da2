package dev.tollgate.limit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.openai.MediaUse;
import dev.tollgate.parse.NumberParser;

/**
 * The most that a request for images, speech, transcripts or a ranking can use in addition to what the model reads: an upper bound
 * for hard budgets.
 *
 * @param completionTokens that the model can write
 * @param use what is not counted in tokens
 */
public record MediaBound(long completionTokens, MediaUse use) {
    /** The largest image of OpenAI's models has 6,240 tokens at high quality; each partial one has 100 more. */
    private static final long TOKENS_PER_IMAGE = 16_384;

    private static final int MOST_PARTIAL_IMAGES = 10;
    private static final long TOKENS_PER_PARTIAL_IMAGE = 1_024;

    /** A second of speech has about 20 tokens and, spoken slowly, two characters at least. */
    private static final long TOKENS_PER_CHARACTER = 10;

    /** Nobody says more words in a second than a recording of it has tokens. */
    private static final long WRITTEN_PER_SECOND = 32;

    /** Cohere counts a longer document as several, and up to 100 of them as one search. */
    private static final long CHARACTERS_PER_DOCUMENT = 500;

    private static final long DOCUMENTS_PER_SEARCH = 100;

    /** The bound of a request. */
    public static MediaBound of(MediaRequest request) {
        return switch (request.endpoint()) {
            case MODERATIONS -> new MediaBound(0, MediaUse.NONE);
            case RERANK -> new MediaBound(0, MediaUse.ofSearches(searches(request)));
            case IMAGE_GENERATIONS, IMAGE_EDITS ->
                new MediaBound(request.images() * perImage(request), MediaUse.ofImages(request.images()));
            case SPEECH ->
                new MediaBound(
                        request.characters() * TOKENS_PER_CHARACTER, MediaUse.ofCharacters(request.characters()));
            case TRANSCRIPTIONS, TRANSLATIONS -> {
                long seconds = AudioBound.seconds(request);
                yield new MediaBound(seconds * WRITTEN_PER_SECOND, MediaUse.ofAudioSeconds(seconds));
            }
        };
    }

    private static long perImage(MediaRequest request) {
        int partial = NumberParser.whole(request.text("partial_images"), 0, MOST_PARTIAL_IMAGES)
                .orElse(0);
        return TOKENS_PER_IMAGE + partial * TOKENS_PER_PARTIAL_IMAGE;
    }

    private static long searches(MediaRequest request) {
        long documents = request.documents().stream()
                .mapToLong(document -> Math.ceilDiv(1 + length(document), CHARACTERS_PER_DOCUMENT))
                .sum();
        return Math.max(1, Math.ceilDiv(documents, DOCUMENTS_PER_SEARCH));
    }

    private static long length(JsonNode document) {
        return document.isTextual()
                ? TextBound.plain(document.textValue())
                : document.toString().length();
    }
}
