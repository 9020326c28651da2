package dev.tollgate.provider.claude;

import dev.tollgate.provider.UnsupportedFields;
import java.util.List;

/**
 * The places of a request at which Claude's prompt cache may end. A request may have four
 * (https://platform.claude.com/docs/en/build-with-claude/prompt-caching). Clients that mark each message have more after some
 * turns.
 */
public final class CachePoints {
    private static final int MAX = 4;

    private CachePoints() {}

    /**
     * Removes all but the first place, which is usually after the tools or the system messages, and the last three.
     *
     * @param removals how to remove each place, in the order of the request
     */
    public static void limit(List<Runnable> removals, UnsupportedFields unsupported) {
        if (removals.size() > MAX) {
            removals.subList(1, removals.size() - MAX + 1).forEach(Runnable::run);
            unsupported.drop("cache_control");
        }
    }
}
