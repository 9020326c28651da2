package dev.tollgate.guardrail;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What an editor looks for in a text, and what it does with it. */
interface EditRule {

    /**
     * A part of a text that the rule acts on, in chars.
     *
     * @param start of its first char
     * @param end after its last char
     * @param action to be run once, when the text can no longer change: the text to write in its place; empty if it stays
     */
    record TextEdit(int start, int end, Supplier<Optional<String>> action) {}

    /** How many chars in front of a value it looks at. */
    int lookBehind();

    /** Whether it looks at characters as they read, and not at the {@linkplain dev.tollgate.parse.CharacterForms forms} they are written in. */
    boolean readsForms();

    /** Whether this text, with none open before it, neither holds anything for the rule nor matters to what follows. */
    boolean ignores(String text);

    /** Everything in this text, from left to right, none overlapping another. */
    List<TextEdit> find(CharSequence text);

    /** The index from which the end of this text may become something when more follows; its length if there is none. */
    int openFrom(CharSequence text);
}
