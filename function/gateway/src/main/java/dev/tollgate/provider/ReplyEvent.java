package dev.tollgate.provider;

/**
 * One event of a streamed reply, in whatever framing the provider uses.
 *
 * @param name the event's name in its frame; empty where the frame has none
 * @param data the event's payload as text
 */
public record ReplyEvent(String name, String data) {}
