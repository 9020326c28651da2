package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;

/** What a message says: plain text, or parts of several kinds. */
@JsonDeserialize(using = ContentReader.class)
public sealed interface Content {

    /** The content as parts, whichever way it came. */
    List<Part> asParts();

    /** Content that came as one string. */
    record Text(@JsonValue String text) implements Content {
        @Override
        public List<Part> asParts() {
            return List.of(new Part.Text("text", text, null));
        }
    }

    /** Content that came as a list of parts. */
    record Parts(@JsonValue List<Part> parts) implements Content {
        public Parts {
            parts = List.copyOf(parts);
        }

        @Override
        public List<Part> asParts() {
            return parts;
        }
    }
}
