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
        List<String> texts = texts(request.input(), provider);
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += size) {
            batches.add(texts.subList(from, Math.min(from + size, texts.size())));
        }
        return batches;
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
