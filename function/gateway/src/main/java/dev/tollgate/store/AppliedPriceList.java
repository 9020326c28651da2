package dev.tollgate.store;

import dev.tollgate.bill.ListPrices;
import dev.tollgate.bill.PriceListJson;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps a price list from the config table in memory, so that reloading the table does not read it again. */
final class AppliedPriceList {
    private static final Logger LOG = Logger.getLogger(AppliedPriceList.class);

    private volatile @Nullable Kept kept;

    /** The list in this document. A list that cannot be read is left out, as other unreadable documents are. */
    Optional<ListPrices> of(String document) {
        Kept current = kept;
        if (current == null || !current.document().equals(document)) {
            current = new Kept(document, read(document));
            kept = current;
        }
        return Optional.ofNullable(current.list());
    }

    private static @Nullable ListPrices read(String document) {
        try {
            return PriceListJson.read(CompressedText.read(document));
        } catch (IllegalArgumentException unreadable) {
            LOG.errorf("Left out %s of the config table: %s", ConfigTable.PRICES, unreadable.getMessage());
            return null;
        }
    }

    private record Kept(String document, @Nullable ListPrices list) {}
}
