package dev.tollgate.bill;

import dev.tollgate.openai.Usage;
import jakarta.enterprise.context.ApplicationScoped;

/** What a model's tokens cost: a team's own prices first, then the list prices. */
@ApplicationScoped
public class PriceTable {
    private static final String OWN = "own";

    private final OwnPrices own;
    private final ListPrices list;

    PriceTable(OwnPrices own, ListPrices list) {
        this.own = own;
        this.list = list;
    }

    /** The cost of this usage; unpriced where the model is in neither list. */
    public Cost cost(String provider, String model, Usage usage) {
        String name = provider + "/" + model;
        Price ours = own.current().get(name);
        if (ours != null) {
            return new Cost.Priced(ours.microsFor(usage), OWN);
        }
        Price listed = list.prices().get(name);
        return listed == null ? new Cost.Unpriced() : new Cost.Priced(listed.microsFor(usage), list.version());
    }
}
