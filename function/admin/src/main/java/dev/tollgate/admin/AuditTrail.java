package dev.tollgate.admin;

import dev.tollgate.store.AuditRecord;
import dev.tollgate.store.DynamoAuditTrail;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Records each change, in the use case that makes it: whoever changes something, by whatever way, leaves a trail. */
@Singleton
public final class AuditTrail {
    private final DynamoAuditTrail store;
    private final Clock clock;

    AuditTrail(DynamoAuditTrail store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Records a change that has been made.
     *
     * @param action what was done, such as {@code create}
     * @param object what was changed, such as {@code key#team-a}
     * @param before its JSON before the change; null for a new one
     * @param after its JSON after it; null for one that was removed
     */
    public void add(
            ChangeAuthor author, String action, String object, @Nullable String before, @Nullable String after) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        store.add(new AuditRecord(
                id(now),
                now,
                author.name(),
                author.role(),
                action,
                object,
                before == null ? null : DocumentSecrets.withheld(before),
                after == null ? null : DocumentSecrets.withheld(after),
                author.requestId()));
    }

    /** In order of time, and different for two changes of the same millisecond. */
    private static String id(Instant at) {
        return "%013x%08x"
                .formatted(at.toEpochMilli(), ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));
    }
}
