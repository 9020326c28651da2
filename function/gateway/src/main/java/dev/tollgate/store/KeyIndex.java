package dev.tollgate.store;

import dev.tollgate.openai.GatewayException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads keys in the order of their ids, from the copies in one partition (docs/adr/0066). The first one to read them makes
 * the copies of keys that have none, and each day somebody compares the copies with the keys again: a version of Tollgate
 * that knows no copies may have written keys since.
 */
final class KeyIndex {
    private static final String CHECKED = "KEYS-CHECKED";
    private static final Duration CHECK_EVERY = Duration.ofDays(1);
    private static final String BY = "tollgate";

    private final ConfigTable table;
    private final Clock clock;
    private volatile Instant readyUntil = Instant.MIN;

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
        return table.startingWith(KeyWrites.INDEX, KeyWrites.prefix(id)).stream()
                .map(KeyWrites::original)
                .flatMap(key -> table.find(key.pk(), key.sk(), true).stream())
                .filter(key -> hasId(key, id))
                .toList();
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

    /** Whether the copies may be read. Without the right to make them, an account may still scan the table. */
    boolean ready() {
        Instant now = clock.instant();
        if (now.isBefore(readyUntil)) {
            return true;
        }
        Optional<StoredDocument> checked = table.find(CHECKED, CHECKED, true);
        Instant due = checked.map(last -> last.updatedAt().plus(CHECK_EVERY)).orElse(Instant.MIN);
        if (!now.isBefore(due) && !check(checked, now)) {
            return false;
        }
        readyUntil = now.isBefore(due) ? due : now.plus(CHECK_EVERY);
        return true;
    }

    private boolean check(Optional<StoredDocument> last, Instant now) {
        try {
            if (last.isPresent()) {
                // First of all, so that others need not do the same.
                table.put(last.get().next("{}", now, BY));
                new KeyCopies(table).compare(scanned());
            } else {
                new KeyCopies(table).compare(scanned());
                table.put(new StoredDocument(CHECKED, CHECKED, "{}", 1, now, BY));
            }
            return true;
        } catch (DocumentChangedException others) {
            return true;
        } catch (GatewayException failure) {
            if (failure.getCause() instanceof TableException refusal && !refusal.passes()) {
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
