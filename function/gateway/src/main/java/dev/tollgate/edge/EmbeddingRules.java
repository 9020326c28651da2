package dev.tollgate.edge;

import dev.tollgate.openai.EmbeddingInput;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.GatewayFields;
import dev.tollgate.openai.RequestDefaults;
import java.util.List;

/** What every request for embeddings must obey, whichever provider serves it: OpenAI's own bounds. */
final class EmbeddingRules {
    private static final int MAX_INPUTS = 2_048;

    private EmbeddingRules() {}

    static EmbeddingRequest checked(EmbeddingRequest request) {
        FieldNames.REQUEST.check("", request.extra());
        if (request.extra().containsKey("models")) {
            throw GatewayException.of(
                    ErrorKind.UNSUPPORTED_PARAMETER,
                    "models",
                    "Unsupported parameter: 'models': embeddings of different models do not compare.");
        }
        RequestRules.model(request.model());
        RequestRules.present("input", request.input() != null);
        int size = request.input().size();
        RequestRules.valid("input", size >= 1 && size <= MAX_INPUTS, "1 to " + MAX_INPUTS + " inputs");
        RequestRules.valid("input", says(request.input()), "inputs that are not empty");
        RequestRules.positive("dimensions", request.dimensions());
        GatewayFields.check(request);
        return RequestDefaults.withoutEmptyFields(request);
    }

    /** An empty text has no vector. */
    private static boolean says(EmbeddingInput input) {
        return switch (input) {
            case EmbeddingInput.Text(String text) -> !text.isEmpty();
            case EmbeddingInput.Texts(List<String> texts) -> texts.stream().noneMatch(String::isEmpty);
            case EmbeddingInput.Tokens(List<Integer> tokens) -> !tokens.isEmpty();
            case EmbeddingInput.TokenLists(List<List<Integer>> lists) ->
                lists.stream().noneMatch(List::isEmpty);
        };
    }
}
