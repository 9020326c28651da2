package dev.tollgate.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the four forms of an embedding input. Only the first JSON token distinguishes them. */
final class EmbeddingInputReader extends StdDeserializer<EmbeddingInput> {
    private static final long serialVersionUID = 1L;

    EmbeddingInputReader() {
        super(EmbeddingInput.class);
    }

    @Override
    public EmbeddingInput deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return new EmbeddingInput.Text(parser.getText());
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return mismatch(context);
        }
        return switch (parser.nextToken()) {
            case VALUE_STRING -> new EmbeddingInput.Texts(texts(parser, context));
            case VALUE_NUMBER_INT -> new EmbeddingInput.Tokens(tokens(parser, context));
            case START_ARRAY -> new EmbeddingInput.TokenLists(lists(parser, context));
            case END_ARRAY -> new EmbeddingInput.Texts(List.of());
            default -> mismatch(context);
        };
    }

    private static List<String> texts(JsonParser parser, DeserializationContext context) throws IOException {
        List<String> texts = new ArrayList<>();
        for (JsonToken token = parser.currentToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.VALUE_STRING) {
                mismatch(context);
            }
            texts.add(parser.getText());
        }
        return texts;
    }

    private static List<Integer> tokens(JsonParser parser, DeserializationContext context) throws IOException {
        List<Integer> tokens = new ArrayList<>();
        for (JsonToken token = parser.currentToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.VALUE_NUMBER_INT) {
                mismatch(context);
            }
            tokens.add(parser.getIntValue());
        }
        return tokens;
    }

    private static List<List<Integer>> lists(JsonParser parser, DeserializationContext context) throws IOException {
        List<List<Integer>> lists = new ArrayList<>();
        for (JsonToken token = parser.currentToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.START_ARRAY) {
                mismatch(context);
            }
            parser.nextToken();
            lists.add(tokens(parser, context));
        }
        return lists;
    }

    /** Always throws. */
    private static EmbeddingInput mismatch(DeserializationContext context) throws IOException {
        return context.reportInputMismatch(
                EmbeddingInput.class, "expected a string, or strings, or tokens, or lists of tokens");
    }
}
