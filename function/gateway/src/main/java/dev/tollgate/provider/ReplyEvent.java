package dev.tollgate.provider;

/**
 * One event of a streamed reply, however the provider frames its events.
 *
 * @param name what kind of event the frame says it is, empty where it says nothing
 * @param data the event itself, as text
 */
public record ReplyEvent(String name, String data) {}
