package dev.tollgate.store;

import dev.tollgate.bill.ListPrices;
import dev.tollgate.bill.PriceListJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

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
     */
    public record Applied(ListPrices list, Instant at, String by) {}

    /**
     * The list that was applied last, if it was not removed since.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public Optional<Applied> current() {
        return stored().map(document -> new Applied(
                PriceListJson.read(CompressedText.read(document.json())), document.updatedAt(), document.updatedBy()));
    }

    /**
     * Writes a list, in place of the one before.
     *
     * @param json in the form of {@code prices.json}
     * @param audit who applies the list; it is recorded with the list
     * @throws IllegalArgumentException if it is no such list; then nothing is written
     * @throws IllegalStateException if somebody else changes it at the same time
     */
    public ListPrices apply(String json, Function<ListPrices, AuditRecord> audit) {
        ListPrices list = PriceListJson.read(json);
        String compressed = CompressedText.write(json);
        if (compressed.length() > LARGEST_DOCUMENT) {
            throw new IllegalArgumentException("it is too large for an item of the config table");
        }
        AuditRecord trail = audit.apply(list);
        Instant now = clock.instant();
        StoredDocument written = stored().map(document -> document.next(compressed, now, trail.actor()))
                .orElseGet(() ->
                        new StoredDocument(ConfigTable.CONFIG, ConfigTable.PRICES, compressed, 1, now, trail.actor()));
        audited.put(written, trail);
        return list;
    }

    /** Removes the list, so that the packaged one is in force again. False if there is none. */
    public boolean remove(AuditRecord audit) {
        Optional<StoredDocument> present = stored();
        present.ifPresent(list -> audited.delete(list, audit));
        return present.isPresent();
    }

    private Optional<StoredDocument> stored() {
        return table.find(ConfigTable.CONFIG, ConfigTable.PRICES, true);
    }
}
