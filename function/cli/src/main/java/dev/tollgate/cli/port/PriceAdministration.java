package dev.tollgate.cli.port;

import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.admin.PriceListChanges;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: the list of prices that gateways bring along, and a newer one. */
public interface PriceAdministration {
    PriceListState state();

    /**
     * Applies a list.
     *
     * @throws IllegalArgumentException if it is none; then nothing is written
     */
    AppliedPrices apply(String json, ChangeAuthor author);

    /** Removes the applied list. False if there is none. */
    boolean remove(ChangeAuthor author);

    /**
     * Which lists there are.
     *
     * @param inForce whether the applied one is used
     */
    record PriceListState(PriceListSummary packaged, Optional<PriceListSummary> applied, boolean inForce) {}

    /**
     * A list.
     *
     * @param at when it was applied; absent for the packaged one, as is who did it
     */
    record PriceListSummary(
            String version,
            String source,
            int prices,
            @Nullable Instant at,
            @Nullable String by) {}

    /** A list that was applied, and what it changed. */
    record AppliedPrices(String version, int prices, PriceListChanges changes) {}
}
