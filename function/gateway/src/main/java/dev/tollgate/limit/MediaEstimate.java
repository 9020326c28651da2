package dev.tollgate.limit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.openai.MediaUse;
import dev.tollgate.openai.Usage;

/** What a request for images, speech, transcripts or a ranking uses, where its provider does not say so. It errs on the high side. */
public final class MediaEstimate {
    /** OpenAI's largest square image at high quality. */
    private static final long TOKENS_PER_IMAGE = 4_160;

    /** A second of speech has about 20 tokens, and 15 characters. */
    private static final double TOKENS_PER_CHARACTER = 1.5;

    /** A megabyte of base64 is no text. */
    private static final int LONGEST_TEXT = 200_000;

    private static final long DOCUMENTS_PER_SEARCH = 100;

    private MediaEstimate() {}

    /** What a complete response to the request uses. */
    public static Usage of(MediaRequest request) {
        long read = texts(request);
        return switch (request.endpoint()) {
            case MODERATIONS -> Usage.of(read, 0);
            case RERANK -> {
                long documents = request.documents().size();
                long query = TokenEstimate.ofText(request.text("query"));
                yield Usage.of(read + query * Math.max(0, documents - 1), 0)
                        .with(MediaUse.ofSearches(Math.max(1, Math.ceilDiv(documents, DOCUMENTS_PER_SEARCH))));
            }
            case IMAGE_GENERATIONS, IMAGE_EDITS ->
                Usage.of(read, request.images() * TOKENS_PER_IMAGE).with(MediaUse.ofImages(request.images()));
            case SPEECH ->
                Usage.of(read, (long) Math.ceil(request.characters() * TOKENS_PER_CHARACTER))
                        .with(MediaUse.ofCharacters(request.characters()));
            case TRANSCRIPTIONS, TRANSLATIONS -> heard(request, read);
        };
    }

    /** Speech has about three words a second, and a word has less than two tokens. */
    private static Usage heard(MediaRequest request, long read) {
        long seconds = AudioBound.likelySeconds(request);
        return Usage.of(read + AudioBound.tokens(seconds), 5 * seconds).with(MediaUse.ofAudioSeconds(seconds));
    }

    /** The tokens of all texts in the request. */
    private static long texts(MediaRequest request) {
        return request.extra().values().stream()
                .mapToLong(MediaEstimate::tokens)
                .sum();
    }

    private static long tokens(JsonNode value) {
        if (value.isContainerNode()) {
            return value.valueStream().mapToLong(MediaEstimate::tokens).sum();
        }
        return value.isTextual() && value.textValue().length() <= LONGEST_TEXT
                ? TokenEstimate.ofText(value.textValue())
                : 1;
    }
}
