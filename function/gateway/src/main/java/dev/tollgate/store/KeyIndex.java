package dev.tollgate.store;

import dev.tollgate.openai.GatewayException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Reads keys in the order of their ids, from the copies in one partition (docs/adr/0066). The first one to read them makes
 * the copies of keys that have none, and each day somebody compares the copies with the keys again: a version of Tollgate
 * that knows no copies may have written keys since.
 */
final class KeyIndex {
    private static final String CHECKED = "KEYS-CHECKED";
    private static final Duration CHECK_EVERY = Duration.ofDays(1);

    /** Longer than a comparison takes. */
    private static final Duration CLAIM = Duration.ofMinutes(5);

    private static final String BY = "tollgate";
    private static final Logger LOG = Logger.getLogger(KeyIndex.class);

    private final ConfigTable table;
    private final Clock clock;
    private volatile Instant readyUntil = Instant.MIN;
    private volatile boolean mayWrite = true;

    KeyIndex(ConfigTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * All keys, in the order of their ids. A key may be missing that was written a moment ago: a consistent read of all of
     * them would take half of what the store gives a partition.
     */
    List<StoredDocument> all() {
        return ready()
                ? table.all(KeyWrites.INDEX, false).stream()
                        .map(KeyWrites::original)
                        .toList()
                : scanned();
    }

    /** The keys with this id, as gateways read them. */
    List<StoredDocument> of(String id) {
        if (!ready()) {
            return scanned().stream().filter(key -> hasId(key, id)).toList();
        }
        return copied(id);
    }

    /**
     * Keys after an id, as many as one Query reads.
     *
     * @param most at most so many secrets
     */
    DocumentPage after(String id, int most) {
        if (!ready()) {
            return new DocumentPage(
                    scanned().stream()
                            .filter(key -> KeyDocument.id(key)
                                    .filter(other -> other.compareTo(id) > 0)
                                    .isPresent())
                            .toList(),
                    true);
        }
        DocumentPage page = table.page(KeyWrites.INDEX, id.isEmpty() ? "" : KeyWrites.after(id), most);
        return new DocumentPage(
                page.documents().stream().map(KeyWrites::original).toList(), page.last());
    }

    /** The keys with this id, as far as they have copies. Writes nothing, unlike the other questions. */
    List<StoredDocument> copied(String id) {
        return table.startingWith(KeyWrites.INDEX, KeyWrites.prefix(id)).stream()
                .map(KeyWrites::original)
                .flatMap(key -> table.find(key.pk(), key.sk(), true).stream())
                .filter(key -> hasId(key, id))
                .toList();
    }

    /** Whether somebody has made the copies. Writes nothing, unlike the other questions. */
    boolean exists() {
        return clock.instant().isBefore(readyUntil) || lastComparison().isPresent();
    }

    /**
     * Whether the copies may be read. Compares them if that is due. An account without the right to do so takes them as they
     * are, and scans the table if there are none.
     */
    private boolean ready() {
        Instant now = clock.instant();
        if (now.isBefore(readyUntil)) {
            return true;
        }
        Optional<StoredDocument> last = lastComparison();
        return isRecent(last, now) || (mayWrite ? compare(last, now) : last.isPresent());
    }

    private Optional<StoredDocument> lastComparison() {
        return table.find(CHECKED, CHECKED, true);
    }

    private boolean isRecent(Optional<StoredDocument> last, Instant now) {
        Instant due = last.map(done -> done.updatedAt().plus(CHECK_EVERY)).orElse(Instant.MIN);
        if (now.isBefore(due)) {
            readyUntil = due;
            return true;
        }
        return false;
    }

    private boolean compare(Optional<StoredDocument> last, Instant now) {
        try {
            // Others need not do the same meanwhile. If this one fails, they do it a little later.
            Optional<StoredDocument> claim =
                    last.map(done -> done.next("{}", now.minus(CHECK_EVERY).plus(CLAIM), BY));
            claim.ifPresent(table::put);
            new KeyCopies(table).compare(scanned());
            table.put(claim.map(mine -> mine.next("{}", now, BY))
                    .orElseGet(() -> new StoredDocument(CHECKED, CHECKED, "{}", 1, now, BY)));
            readyUntil = now.plus(CHECK_EVERY);
            return true;
        } catch (DocumentChangedException others) {
            // They compare at this moment, and there have been copies for a day; or else they have done it, too.
            return true;
        } catch (GatewayException failure) {
            if (failure.getCause() instanceof TableException refusal && refusal.isDenied()) {
                mayWrite = false;
                LOG.warnf("The index of keys is not compared with the keys, for want of a right: %s", refusal);
                return last.isPresent();
            }
            throw failure;
        }
    }

    private static boolean hasId(StoredDocument key, String id) {
        return KeyDocument.id(key).filter(id::equals).isPresent();
    }

    private List<StoredDocument> scanned() {
        return table.keyItems().stream().map(StoredDocument::of).toList();
    }
}
