package dev.tollgate.bill;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What a model's tokens cost: a team's own prices first, then the list prices. */
@ApplicationScoped
public class PriceTable {
    private static final String OWN = "own";

    private final CustomPrices own;
    private final ListPrices list;

    PriceTable(CustomPrices own, ListPrices list) {
        this.own = own;
        this.list = list;
    }

    /** What this costs there, and what is charged for it; unpriced where no price is known of what was used. */
    public Cost cost(String provider, String model, BillableUsage billableUsage, Tariff tariff) {
        String name = provider + "/" + model;
        Price ours = own.current().get(name);
        if (ours != null) {
            return cost(ours, billableUsage, tariff, OWN);
        }
        ListedModel listed = list.prices().get(name);
        return listed == null ? new Cost.Unpriced() : cost(listed.price(), billableUsage, tariff, list.version());
    }

    private static Cost cost(Price price, BillableUsage billableUsage, Tariff tariff, String version) {
        return price.exactMicros(billableUsage)
                .flatMap(cost -> tariff.chargeMicros(cost, billableUsage).map(charge -> Cost.of(cost, charge, version)))
                .orElseGet(Cost.Unpriced::new);
    }

    /**
     * By what a request is charged.
     *
     * @param asked the name that it asks for
     * @param team empty where the key has none
     */
    public Tariff tariff(String key, String asked, Optional<String> team) {
        return own.tariffs().of(key, asked, team);
    }

    /** The price in force: a team's own, or else the list's. */
    public Optional<Price> price(String provider, String model) {
        String name = provider + "/" + model;
        return Optional.ofNullable(own.current().get(name))
                .or(() -> Optional.ofNullable(list.prices().get(name)).map(ListedModel::price));
    }

    /** How many tokens the model can read and write at once, where the list says it. */
    public OptionalInt contextWindow(String provider, String model) {
        ListedModel listed = list.prices().get(provider + "/" + model);
        return listed == null || listed.context() == null ? OptionalInt.empty() : OptionalInt.of(listed.context());
    }

    /** The provider's models in the list, by its own names of them, in alphabetical order. */
    public Stream<String> models(String provider) {
        String prefix = provider + "/";
        return list.prices().keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()));
    }
}
