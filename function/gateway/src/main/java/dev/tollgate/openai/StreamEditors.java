package dev.tollgate.openai;

import java.util.BitSet;
import java.util.Optional;

/** Port: makes an editor for each text of an answer. */
public interface StreamEditors {

    /** An editor of what the model says. */
    StreamEditor text();

    /** An editor of the arguments of a tool call, which are JSON. */
    StreamEditor arguments();

    /** An editor of a name, in which few characters are allowed. */
    StreamEditor name();

    /** What of the tokens with their probabilities must not be shown; empty if they stay as they are. */
    Optional<HiddenText> hiddenTokens();

    /** Edits a text that is complete. */
    default String whole(String text) {
        return whole(text(), text);
    }

    /** Edits a name, which is always complete. */
    default String wholeName(String name) {
        return whole(name(), name);
    }

    private static String whole(StreamEditor editor, String text) {
        return editor.add(text) + editor.end();
    }

    /** Finds what must not be shown. */
    @FunctionalInterface
    interface HiddenText {

        /** The index of each char of this complete text that must not be shown. */
        BitSet in(String text);
    }
}
