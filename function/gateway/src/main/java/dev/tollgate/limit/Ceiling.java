package dev.tollgate.limit;

/**
 * The most that one key may use. A null limit is none.
 *
 * @param requests in any 60 seconds
 * @param tokens in any 60 seconds
 * @param concurrent requests under way at the same time
 */
public record Ceiling(Long requests, Long tokens, Long concurrent) {

    /** Whether there is nothing to check. */
    public boolean none() {
        return requests == null && tokens == null && concurrent == null;
    }
}
