package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;

/** What a message says: plain text, or parts of several kinds. */
@JsonDeserialize(using = ContentReader.class)
public sealed interface MessageContent {

    /** The content as parts, whichever way it came. */
    List<ContentPart> asParts();

    /** Content that came as one string. */
    record Text(@JsonValue String text) implements MessageContent {
        @Override
        public List<ContentPart> asParts() {
            return List.of(new ContentPart.Text("text", text, null));
        }
    }

    /** Content that came as a list of parts. */
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
