package dev.tollgate.guardrail.detector;

import java.util.List;

/** Finds one kind of sensitive value in text, in linear time. Immutable. */
public interface TextDetector {
    /**
     * How many chars in front of a value a detector looks at: the end of the word before it, or a word such as "born". A stream
     * keeps as many of those that it has already sent, so that it finds what the whole text has.
     */
    int LOOK_BEHIND = 64;

    /** As in tollgate.yaml: email, aws_key. Its upper case is the label of placeholders. */
    String name();

    /** Every value in the text, from left to right, none overlapping another of this detector. */
    List<TextSpan> find(CharSequence text);

    /**
     * The first index from which the end of this text may become a value when more text follows it; text.length() if none. Streams
     * hold back from there. A value at the very end counts, too, as long as what follows could make it longer or no value.
     */
    int openFrom(CharSequence text);
}
