package dev.tollgate.provider;

/**
 * A reply that is one short document.
 *
 * @param status the HTTP status, whatever it is
 */
public record ShortReply(int status, byte[] body) {}
