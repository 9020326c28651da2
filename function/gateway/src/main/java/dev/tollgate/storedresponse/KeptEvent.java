package dev.tollgate.storedresponse;

/**
 * One event of a streamed response.
 *
 * @param sequence its number in the stream, which grows
 * @param type its name, such as {@code response.output_text.delta}
 * @param data its JSON, in one line
 */
public record KeptEvent(long sequence, String type, String data) {}
