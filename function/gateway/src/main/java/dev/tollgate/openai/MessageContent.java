package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import java.util.Map;

/** The content of a message: plain text, or parts of several types. */
@JsonDeserialize(using = ContentReader.class)
public sealed interface MessageContent {

    /** The content of these parts. One plain text is a string: some models take text in no other form. */
    static MessageContent of(List<ContentPart> parts) {
        return parts.size() == 1
                        && parts.getFirst() instanceof ContentPart.Text text
                        && text.extra().isEmpty()
                ? new Text(text.text())
                : new Parts(parts);
    }

    /** The content as parts; plain text becomes one text part. */
    List<ContentPart> asParts();

    /** Content that the caller sent as one string. */
    record Text(@JsonValue String text) implements MessageContent {
        @Override
        public List<ContentPart> asParts() {
            return List.of(new ContentPart.Text("text", text, Map.of()));
        }
    }

    /** Content that the caller sent as a list of parts. */
    record Parts(@JsonValue List<ContentPart> parts) implements MessageContent {
        public Parts {
            parts = List.copyOf(parts);
        }

        @Override
        public List<ContentPart> asParts() {
            return parts;
        }
    }
}
