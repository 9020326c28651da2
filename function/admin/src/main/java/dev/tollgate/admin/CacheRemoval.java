package dev.tollgate.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.store.DynamoResponseRemoval;
import dev.tollgate.store.DynamoResponseRemoval.RemovedResponses;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Removes answers from the response cache. It reads the whole cache table. */
@Singleton
public final class CacheRemoval {
    private final DynamoResponseRemoval removal;
    private final AuditTrail audit;

    CacheRemoval(DynamoResponseRemoval removal, AuditTrail audit) {
        this.removal = removal;
        this.audit = audit;
    }

    /**
     * Removes answers; without an alias and a key, all of them.
     *
     * @param progress gets how many were removed so far
     * @return how many were removed
     */
    public long remove(Optional<String> alias, Optional<String> key, ChangeAuthor author, LongConsumer progress) {
        long removed = removal.remove(new RemovedResponses(alias, key), progress);
        String object = alias.map(name -> "cache#alias#" + name)
                .or(() -> key.map(id -> "cache#key#" + id))
                .orElse("cache");
        audit.add(
                author,
                "clear",
                object,
                null,
                JsonNodeFactory.instance.objectNode().put("removed", removed).toString());
        return removed;
    }
}
