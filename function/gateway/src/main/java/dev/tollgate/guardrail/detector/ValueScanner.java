package dev.tollgate.guardrail.detector;

/** Recognises one kind of value by where it starts. Each call reads {@link #longest} chars at most. */
interface ValueScanner {
    /** What {@link #end} returns if no value starts there. */
    int NONE = -1;

    /** In chars, of a value and what follows it that decides whether it is one. */
    int longest();

    /** Whether a value may start with this character: the cheap question, which almost all characters answer. */
    boolean mayStartWith(char first);

    /** Whether this text has what every value has; by default, nobody knows. */
    default boolean isPossibleIn(CharSequence text) {
        return true;
    }

    /** Where the value ends that starts here, else {@link #NONE}. No letter or digit is in front of it. */
    int end(CharSequence text, int start);

    /** Whether the text ends before it is known if a value starts here, and how long it is. */
    boolean isOpen(CharSequence text, int start);
}
