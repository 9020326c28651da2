package dev.tollgate.store;

import dev.tollgate.bill.ListPrices;
import dev.tollgate.bill.PriceListJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The price list in the config table, for those who change it. Gateways read it with the rest of their configuration. */
@ApplicationScoped
public class DynamoPriceList {
    /** An item holds 400 KB, names and dates included. */
    private static final int LARGEST_DOCUMENT = 390_000;

    private final ConfigTable table;
    private final AuditedTable audited;
    private final Clock clock;

    DynamoPriceList(ConfigTable table, AuditedTable audited, Clock clock) {
        this.table = table;
        this.audited = audited;
        this.clock = clock;
    }

    /**
     * A list that was applied.
     *
     * @param list what it says
     * @param at when it was applied
     * @param by who applied it
     * @param number from 1, one more with each list that replaces another
     */
    public record Applied(ListPrices list, Instant at, String by, long number) {}

    /**
     * The list that was applied last, if it was not removed since.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public Optional<Applied> current() {
        return stored().map(document -> new Applied(
                PriceListJson.read(CompressedText.read(document.json())),
                document.updatedAt(),
                document.updatedBy(),
                document.version()));
    }

    /**
     * Writes a list, in place of the one before.
     *
     * @param json in the form of {@code prices.json}
     * @param seen the number of the list that it replaces, 0 for none; null to replace any
     * @param audit who applies the list; it is recorded with the list
     * @throws IllegalArgumentException if it is no such list; then nothing is written
     * @throws DocumentChangedException if somebody else has changed it meanwhile
     */
    public ListPrices apply(String json, @Nullable Long seen, Function<ListPrices, AuditRecord> audit) {
        ListPrices list = PriceListJson.read(json);
        String compressed = CompressedText.write(json);
        if (compressed.length() > LARGEST_DOCUMENT) {
            throw new IllegalArgumentException("it is too large for an item of the config table");
        }
        AuditRecord trail = audit.apply(list);
        Instant now = clock.instant();
        StoredDocument written = stored(seen)
                .map(document -> document.next(compressed, now, trail.actor()))
                .orElseGet(() ->
                        new StoredDocument(ConfigTable.CONFIG, ConfigTable.PRICES, compressed, 1, now, trail.actor()));
        audited.put(written, trail);
        return list;
    }

    /**
     * Removes the list, so that the packaged one is in force again. False if there is none.
     *
     * @param seen the number of the list; null for any
     * @throws DocumentChangedException if somebody else has changed it meanwhile
     */
    public boolean remove(@Nullable Long seen, AuditRecord audit) {
        Optional<StoredDocument> present = stored(seen);
        present.ifPresent(list -> audited.delete(list, audit));
        return present.isPresent();
    }

    private Optional<StoredDocument> stored(@Nullable Long seen) {
        Optional<StoredDocument> found = stored();
        if (seen != null && found.map(StoredDocument::version).orElse(0L) != (long) seen) {
            throw new DocumentChangedException(ConfigTable.PRICES, null);
        }
        return found;
    }

    private Optional<StoredDocument> stored() {
        return table.find(ConfigTable.CONFIG, ConfigTable.PRICES, true);
    }
}
