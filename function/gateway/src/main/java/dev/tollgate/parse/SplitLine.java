package dev.tollgate.parse;

/**
 * A line of a document, without its end.
 *
 * @param cut whether the line is too long, so that this is only its beginning
 */
public record SplitLine(byte[] bytes, boolean cut) {}
