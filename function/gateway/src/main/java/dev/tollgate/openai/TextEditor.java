package dev.tollgate.openai;

import java.util.List;

/** Reads and changes the texts of a request, wherever they are. A text that needs no change is returned as it is. */
public interface TextEditor {

    /** The text to send in place of this one. */
    String text(TextPath path, String text);

    /** The name to send in place of this one: of letters, digits, {@code _} and {@code -} only, if it was so. */
    String name(TextPath path, String name);

    /**
     * The texts to send in place of these, which a model reads as one. It edits what none of them shows alone; each is edited as a text
     * of its own after that.
     */
    List<String> joined(TextPath path, List<String> texts);

    /** A text that must be sent as it is, such as the address of a file. */
    void fixed(TextPath path, String text);

    /** Text in a form that hides it, such as the numbers of tokens. */
    void hidden(TextPath path);
}
