package dev.tollgate.admin;

import dev.tollgate.parse.NumberParser;
import dev.tollgate.parse.Sha256Digest;
import dev.tollgate.store.AuditRecord;
import dev.tollgate.store.ConfigDocument;
import dev.tollgate.store.DynamoAuditTrail;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Records each change, in the use case that makes it: a change leaves a trail, by whatever way it comes. The store writes
 * the record with the change.
 */
@Singleton
public final class AuditTrail {
    private static final int PAGE = 100;

    /** How many records one call reads: some seconds, and less than an endpoint of AWS waits. */
    private static final int MOST_READ = 2_000;

    /** Two of them fit into an item of DynamoDB, whatever their script. */
    private static final int LONGEST_DOCUMENT = 60_000;

    /** Hexadecimal digits of an id that are its time. */
    private static final int TIME = 13;

    /** The last millisecond of the year 9999. */
    private static final long LAST = 253_402_300_799_999L;

    private final DynamoAuditTrail store;
    private final Clock clock;

    AuditTrail(DynamoAuditTrail store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Records a change of something that is not in the config table. */
    public void add(
            ChangeAuthor author, String action, String object, @Nullable String before, @Nullable String after) {
        store.add(record(author, action, object, before, after));
    }

    /**
     * The record of a change that is about to be made.
     *
     * @param action what was done, such as {@code create}
     * @param object what was changed, such as {@code key#team-a}
     * @param before its JSON before the change; null for a new one
     * @param after its JSON after it; null for one that was removed
     */
    public AuditRecord record(
            ChangeAuthor author, String action, String object, @Nullable String before, @Nullable String after) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new AuditRecord(
                id(now),
                now,
                author.name(),
                author.role(),
                action,
                object,
                before == null ? null : kept(before),
                after == null ? null : kept(after),
                author.requestId());
    }

    /** The same for a document that replaces another one, or none. */
    AuditRecord ofPut(ChangeAuthor author, String name, @Nullable ConfigDocument seen, String json) {
        return record(author, seen == null ? "create" : "update", name, seen == null ? null : seen.json(), json);
    }

    /** The same for a document that is removed. */
    AuditRecord ofRemoval(ChangeAuthor author, ConfigDocument seen) {
        return record(author, "delete", seen.name(), seen.json(), null);
    }

    /** A document that is too large for a record leaves its digest: the change is made, and must leave a trail. */
    private static String kept(String document) {
        String withheld = DocumentSecrets.withheld(document);
        return withheld.length() <= LONGEST_DOCUMENT
                ? withheld
                : "{\"sha256\":\"" + Sha256Digest.hexOf(document) + "\",\"characters\":" + document.length() + "}";
    }

    /**
     * A page of changes.
     *
     * @param end the id before which the next page begins; empty if there is none
     */
    public record AuditPage(List<AuditRecord> records, Optional<String> end) {}

    /**
     * Changes of a period, the newest first. It reads the months of the period until there are enough, or until it has read so many that
     * fit no filter that somebody would wait too long: the page may then have fewer, or none.
     *
     * @param before the id of the change before which they come; empty for the end of the period
     */
    public AuditPage newestFirst(Instant from, Instant until, String before, Predicate<AuditRecord> filter, int most) {
        List<AuditRecord> found = new ArrayList<>();
        int read = 0;
        String end = prefix(until);
        String place = before.isEmpty() || at(before).isAfter(until) ? end : before;
        YearMonth first = month(from);
        for (YearMonth month = month(at(place)); !month.isBefore(first); month = month.minusMonths(1)) {
            String last = place;
            List<AuditRecord> page;
            do {
                page = store.newestFirst(month, last, PAGE);
                for (AuditRecord record : page) {
                    if (record.at().isBefore(from)) {
                        return new AuditPage(found, Optional.empty());
                    }
                    if (found.size() == most || read == MOST_READ) {
                        return new AuditPage(found, Optional.of(last));
                    }
                    last = record.id();
                    read++;
                    if (filter.test(record)) {
                        found.add(record);
                    }
                }
            } while (page.size() == PAGE);
            place = last;
        }
        return new AuditPage(found, Optional.empty());
    }

    private static YearMonth month(Instant at) {
        return YearMonth.from(at.atOffset(ZoneOffset.UTC));
    }

    private static String prefix(Instant at) {
        return "%013x".formatted(at.toEpochMilli());
    }

    private static Instant at(String id) {
        return NumberParser.whole(id.substring(0, Math.min(id.length(), TIME)), 16, 0, LAST).stream()
                .mapToObj(Instant::ofEpochMilli)
                .findFirst()
                .orElseThrow(() -> AdminException.invalid("cursor", "a next_cursor of this list"));
    }

    /** In order of time, and different for two changes of the same millisecond. */
    private static String id(Instant at) {
        return prefix(at) + "%08x".formatted(ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));
    }
}
