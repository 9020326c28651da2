package dev.tollgate.cli.port;

import dev.tollgate.admin.ChangeAuthor;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Port: the response cache. */
public interface CacheAdministration {
    /**
     * Removes answers; without an alias and a key, all of them.
     *
     * @param progress gets how many were removed so far, if that is known before the end
     * @return how many were removed
     */
    long clear(Optional<String> alias, Optional<String> key, ChangeAuthor author, LongConsumer progress);
}
