package dev.tollgate.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/** Reads a call's arguments. Some clients send them as an object, not as its text (openai/openai-dotnet#433). */
final class ArgumentsReader extends StdDeserializer<String> {
    private static final long serialVersionUID = 1L;

    ArgumentsReader() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return context.readTree(parser).toString();
        }
        return context.reportInputMismatch(String.class, "expected a string or an object");
    }
}
