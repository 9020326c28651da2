package dev.tollgate.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.bill.ListPrices;
import dev.tollgate.store.DynamoPriceList;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The list of prices that gateways bring along, and a newer one that somebody has applied. */
@Singleton
public final class PriceLists {
    private static final String OBJECT = "prices";

    private final DynamoPriceList stored;
    private final ListPrices packaged;
    private final AuditTrail audit;

    PriceLists(DynamoPriceList stored, ListPrices packaged, AuditTrail audit) {
        this.stored = stored;
        this.packaged = packaged;
        this.audit = audit;
    }

    /** The list that gateways of this version bring along. */
    public ListPrices packaged() {
        return packaged;
    }

    /** The list that was applied. */
    public Optional<DynamoPriceList.Applied> applied() {
        return stored.current();
    }

    /** Whether a list is used in place of the packaged one. */
    public boolean isInForce(ListPrices list) {
        return list.isInForceOver(packaged);
    }

    /** The list that gateways use. */
    public ListPrices inForce() {
        return applied()
                .map(DynamoPriceList.Applied::list)
                .filter(this::isInForce)
                .orElse(packaged);
    }

    /**
     * A list that was written.
     *
     * @param changes what differs from the list that was in force
     */
    public record WrittenList(ListPrices list, PriceListChanges changes) {
        /** What was written, and what it changed. */
        public ObjectNode json() {
            return changes.json(list.version(), list.prices().size());
        }
    }

    /**
     * Writes a list, in place of the one before.
     *
     * @param json in the form of {@code prices.json}
     * @param seen the number of the list that it replaces, 0 for none; null to replace any
     * @throws IllegalArgumentException if it is no such list; then nothing is written
     */
    public WrittenList apply(String json, @Nullable Long seen, ChangeAuthor author) {
        ListPrices before = inForce();
        ListPrices list = stored.apply(
                json, seen, applied -> audit.record(author, "apply", OBJECT, summary(before), summary(applied)));
        return new WrittenList(list, PriceListChanges.between(before, list));
    }

    /**
     * Removes the applied list. False if there is none.
     *
     * @param seen the number of the list; null for any
     */
    public boolean remove(@Nullable Long seen, ChangeAuthor author) {
        return applied()
                .map(before ->
                        stored.remove(seen, audit.record(author, "delete", OBJECT, summary(before.list()), null)))
                .orElse(false);
    }

    /** The audit trail keeps which list it was, and not the list. */
    private static String summary(ListPrices list) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("version", list.version())
                .put("source", list.source())
                .put("prices", list.prices().size())
                .toString();
    }
}
