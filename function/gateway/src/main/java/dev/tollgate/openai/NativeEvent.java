package dev.tollgate.openai;

/**
 * A piece of a reply in the words of the API that the client called, as the provider sent it.
 *
 * @param name the event's name in its frame; empty where the frame has none
 * @param data the event's payload; for a reply that is not streamed, all of it
 */
public record NativeEvent(String name, String data) {}
