package dev.tollgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.EmbeddingInput;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.util.ArrayList;
import java.util.List;

/** Prepares inputs for providers that accept only text, and only a limited number of texts at once. */
public final class EmbeddingTexts {
    /** The extra field that {@link #purpose} reads. */
    public static final String PURPOSE = "input_type";

    private EmbeddingTexts() {}

    /**
     * Splits the texts into batches of at most this size.
     *
     * @param provider the provider's name, for the error message
     * @throws GatewayException {@code UNSUPPORTED_PARAMETER} for tokens, whose numbers are specific to one model
     */
    public static List<List<String>> batches(EmbeddingRequest request, String provider, int size) {
        return pieces(texts(request.input(), provider), size);
    }

    /** Splits an input, in whichever form it is, into parts of at most this size. */
    public static List<EmbeddingInput> parts(EmbeddingInput input, int size) {
        return switch (input) {
            case EmbeddingInput.Text _, EmbeddingInput.Tokens _ -> List.of(input);
            case EmbeddingInput.Texts(List<String> texts) ->
                pieces(texts, size).stream()
                        .<EmbeddingInput>map(EmbeddingInput.Texts::new)
                        .toList();
            case EmbeddingInput.TokenLists(List<List<Integer>> lists) ->
                pieces(lists, size).stream()
                        .<EmbeddingInput>map(EmbeddingInput.TokenLists::new)
                        .toList();
        };
    }

    private static <T> List<List<T>> pieces(List<T> all, int size) {
        List<List<T>> pieces = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            pieces.add(all.subList(from, Math.min(from + size, all.size())));
        }
        return pieces;
    }

    /**
     * The purpose of the embeddings, which some models require: the extra field {@code input_type}, or {@code search_document}
     * by default.
     */
    public static String purpose(EmbeddingRequest request) {
        JsonNode purpose = request.extra().get(PURPOSE);
        if (purpose == null || purpose.isNull()) {
            return "search_document";
        }
        if (!purpose.isTextual()) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    PURPOSE,
                    "Invalid type or value for '" + PURPOSE + "': expected a string, such as search_query.");
        }
        return purpose.textValue();
    }

    private static List<String> texts(EmbeddingInput input, String provider) {
        return switch (input) {
            case EmbeddingInput.Text(String text) -> List.of(text);
            case EmbeddingInput.Texts(List<String> texts) -> texts;
            case EmbeddingInput.Tokens _, EmbeddingInput.TokenLists _ ->
                throw GatewayException.of(
                        ErrorKind.UNSUPPORTED_PARAMETER,
                        "input",
                        "Unsupported parameter: 'input': " + provider + " accepts text, not tokens.");
        };
    }
}
