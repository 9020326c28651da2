package dev.tollgate.cli.direct;

import dev.tollgate.admin.CacheRemoval;
import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.cli.port.CacheAdministration;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The response cache in its table. */
@Singleton
@Typed(DirectCache.class)
public final class DirectCache implements CacheAdministration {
    private final CacheRemoval removal;

    DirectCache(CacheRemoval removal) {
        this.removal = removal;
    }

    @Override
    public long clear(Optional<String> alias, Optional<String> key, ChangeAuthor author, LongConsumer progress) {
        return removal.remove(alias, key, author, progress);
    }
}
