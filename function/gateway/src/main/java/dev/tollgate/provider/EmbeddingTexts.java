package dev.tollgate.provider;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.EmbeddingInput;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ErrorKind;
import java.util.ArrayList;
import java.util.List;

/** The inputs for providers that take texts only, and only so many at once. */
public final class EmbeddingTexts {
    private EmbeddingTexts() {}

    /**
     * The texts in pieces of at most this size.
     *
     * @param provider its name, for the failure
     * @throws ChatFailure {@code UNSUPPORTED_PARAMETER} for tokens, whose numbers mean something to one model only
     */
    public static List<List<String>> batches(EmbeddingRequest request, String provider, int size) {
        List<String> texts = texts(request.input(), provider);
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += size) {
            batches.add(texts.subList(from, Math.min(from + size, texts.size())));
        }
        return batches;
    }

    private static List<String> texts(EmbeddingInput input, String provider) {
        return switch (input) {
            case EmbeddingInput.Text(String text) -> List.of(text);
            case EmbeddingInput.Texts(List<String> texts) -> texts;
            case EmbeddingInput.Tokens _, EmbeddingInput.TokenLists _ ->
                throw ChatFailure.of(
                        ErrorKind.UNSUPPORTED_PARAMETER,
                        "input",
                        "Unsupported parameter: 'input': " + provider + " takes text and no tokens.");
        };
    }
}
