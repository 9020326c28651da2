package dev.tollgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.EmbeddingInput;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.util.ArrayList;
import java.util.List;

/** The inputs for providers that take texts only, and only so many at once. */
public final class EmbeddingTexts {
    /** The extra field that {@link #purpose} reads. */
    public static final String PURPOSE = "input_type";

    private EmbeddingTexts() {}

    /**
     * The texts in pieces of at most this size.
     *
     * @param provider its name, for the failure
     * @throws GatewayException {@code UNSUPPORTED_PARAMETER} for tokens, whose numbers mean something to one model only
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
     * What the vectors are for, which some models want to know: what the extra field {@code input_type} says, or else
     * documents to be searched.
     */
    public static String purpose(EmbeddingRequest request) {
        JsonNode said = request.extra().get(PURPOSE);
        if (said == null || said.isNull()) {
            return "search_document";
        }
        if (!said.isTextual()) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    PURPOSE,
                    "Invalid type or value for '" + PURPOSE + "': expected a string, such as search_query.");
        }
        return said.textValue();
    }

    private static List<String> texts(EmbeddingInput input, String provider) {
        return switch (input) {
            case EmbeddingInput.Text(String text) -> List.of(text);
            case EmbeddingInput.Texts(List<String> texts) -> texts;
            case EmbeddingInput.Tokens _, EmbeddingInput.TokenLists _ ->
                throw GatewayException.of(
                        ErrorKind.UNSUPPORTED_PARAMETER,
                        "input",
                        "Unsupported parameter: 'input': " + provider + " takes text and no tokens.");
        };
    }
}
