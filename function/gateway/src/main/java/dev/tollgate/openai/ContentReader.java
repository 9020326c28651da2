package dev.tollgate.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.util.List;

/** Reads content, which is either a string or a list of parts. Only the shape of the JSON distinguishes the two. */
final class ContentReader extends StdDeserializer<MessageContent> {
    private static final long serialVersionUID = 1L;

    ContentReader() {
        super(MessageContent.class);
    }

    @Override
    public MessageContent deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return new MessageContent.Text(parser.getText());
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            JavaType parts = context.getTypeFactory().constructCollectionType(List.class, ContentPart.class);
            return new MessageContent.Parts(withoutNull(parser, context.readValue(parser, parts)));
        }
        return context.reportInputMismatch(MessageContent.class, "expected a string or an array of content parts");
    }

    private static List<ContentPart> withoutNull(JsonParser parser, List<ContentPart> parts)
            throws JsonMappingException {
        int hole = parts.indexOf(null);
        if (hole >= 0) {
            throw JsonMappingException.wrapWithPath(
                    MismatchedInputException.from(parser, ContentPart.class, "a content part is null"), parts, hole);
        }
        return parts;
    }
}
