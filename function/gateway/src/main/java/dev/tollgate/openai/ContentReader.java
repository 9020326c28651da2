package dev.tollgate.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
            return new MessageContent.Parts(parts(parser, context));
        }
        return context.reportInputMismatch(MessageContent.class, "expected a string or an array of content parts");
    }

    /** LangChain's content is a list of parts or of plain strings. */
    private static List<ContentPart> parts(JsonParser parser, DeserializationContext context) throws IOException {
        List<ContentPart> parts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            parts.add(part(parser, context, parts));
        }
        return parts;
    }

    private static ContentPart part(JsonParser parser, DeserializationContext context, List<ContentPart> before)
            throws IOException {
        try {
            return switch (parser.currentToken()) {
                case VALUE_STRING -> new ContentPart.Text("text", parser.getText(), Map.of());
                case VALUE_NULL -> context.reportInputMismatch(ContentPart.class, "a content part is null");
                default -> context.readValue(parser, ContentPart.class);
            };
        } catch (JsonMappingException wrongPart) {
            throw JsonMappingException.wrapWithPath(wrongPart, before, before.size());
        }
    }
}
