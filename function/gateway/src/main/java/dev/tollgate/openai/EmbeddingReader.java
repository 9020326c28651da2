package dev.tollgate.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.Arrays;

/** Reads an embedding in either format, without an object for each of its thousands of numbers. */
final class EmbeddingReader extends StdDeserializer<Embedding> {
    private static final long serialVersionUID = 1L;

    private static final int USUAL_LENGTH = 1_536;

    EmbeddingReader() {
        super(Embedding.class);
    }

    @Override
    public Embedding deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return new Embedding.Encoded(parser.getText());
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return context.reportInputMismatch(Embedding.class, "expected numbers, or a string in Base64");
        }
        float[] numbers = new float[USUAL_LENGTH];
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!parser.currentToken().isNumeric()) {
                return context.reportInputMismatch(Embedding.class, "expected numbers only");
            }
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = parser.getFloatValue();
        }
        return new Embedding.Floats(Arrays.copyOf(numbers, count));
    }
}
