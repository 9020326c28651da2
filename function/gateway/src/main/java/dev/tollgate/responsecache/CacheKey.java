package dev.tollgate.responsecache;

/**
 * What two requests must have in common to get the same answer.
 *
 * @param digest of all of it, in hexadecimal digits
 */
public record CacheKey(String digest) {}
