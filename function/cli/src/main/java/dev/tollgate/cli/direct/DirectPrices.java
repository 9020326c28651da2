package dev.tollgate.cli.direct;

import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.admin.PriceLists;
import dev.tollgate.bill.ListPrices;
import dev.tollgate.cli.port.PriceAdministration;
import dev.tollgate.store.DynamoPriceList;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Price lists in the config table. */
@Singleton
@Typed(DirectPrices.class)
public final class DirectPrices implements PriceAdministration {
    private final PriceLists lists;

    DirectPrices(PriceLists lists) {
        this.lists = lists;
    }

    @Override
    public PriceListState state() {
        Optional<DynamoPriceList.Applied> applied = lists.applied();
        return new PriceListState(
                summary(lists.packaged(), null, null),
                applied.map(one -> summary(one.list(), one.at(), one.by())),
                applied.filter(one -> lists.isInForce(one.list())).isPresent());
    }

    private static PriceListSummary summary(ListPrices list, @Nullable Instant at, @Nullable String by) {
        return new PriceListSummary(list.version(), list.source(), list.prices().size(), at, by);
    }

    @Override
    public AppliedPrices apply(String json, ChangeAuthor author) {
        PriceLists.WrittenList written = lists.apply(json, null, author);
        return new AppliedPrices(
                written.list().version(), written.list().prices().size(), written.changes());
    }

    @Override
    public boolean remove(ChangeAuthor author) {
        return lists.remove(null, author);
    }
}
