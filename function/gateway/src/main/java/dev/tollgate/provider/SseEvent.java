package dev.tollgate.provider;

/**
 * One server-sent event (https://html.spec.whatwg.org/multipage/server-sent-events.html).
 *
 * @param name the {@code event:} field, empty where there is none
 * @param data the {@code data:} lines, joined by line feeds
 */
public record SseEvent(String name, String data) {}
