package dev.tollgate.bill;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Finds the price of a model: a configured price takes precedence over the list price. Of the packaged list and an applied
 * one, the newer counts.
 */
@ApplicationScoped
public class PriceTable {
    /** The version in usage records for configured prices. */
    private static final String CUSTOM_VERSION = "own";

    /** Google's own list of models has it before each name, and its API takes both. */
    private static final String COLLECTION = "models/";

    private final CustomPrices custom;
    private final ListPrices packaged;

    PriceTable(CustomPrices custom, ListPrices packaged) {
        this.custom = custom;
        this.packaged = packaged;
    }

    /** What this usage costs, and what is charged for it. Unpriced if a used type has no price. */
    public Cost cost(String provider, String model, BillableUsage billableUsage, Tariff tariff) {
        String name = provider + "/" + model;
        Price configured = custom.current().get(name);
        if (configured != null) {
            return cost(configured, billableUsage, tariff, CUSTOM_VERSION);
        }
        ListPrices list = list();
        return listed(list, provider, model)
                .map(listed -> cost(listed.price(), billableUsage, tariff, list.version()))
                .orElseGet(Cost.Unpriced::new);
    }

    private static Cost cost(Price price, BillableUsage billableUsage, Tariff tariff, String version) {
        return price.exactMicros(billableUsage)
                .flatMap(cost -> tariff.chargeMicros(cost, billableUsage).map(charge -> Cost.of(cost, charge, version)))
                .orElseGet(Cost.Unpriced::new);
    }

    /**
     * The tariff by which a request is charged.
     *
     * @param requestedModel the model name in the request
     * @param team empty if the key has none
     */
    public Tariff tariff(String key, String requestedModel, Optional<String> team) {
        return custom.tariffs().of(key, requestedModel, team);
    }

    /** The price in force: the configured one, or else the list's. */
    public Optional<Price> price(String provider, String model) {
        String name = provider + "/" + model;
        return Optional.ofNullable(custom.current().get(name))
                .or(() -> listed(list(), provider, model).map(ListedModel::price));
    }

    /** The context window of the model in tokens, if the list contains it. */
    public OptionalInt contextWindow(String provider, String model) {
        return listed(list(), provider, model)
                .flatMap(listed -> Optional.ofNullable(listed.context()))
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    /** The provider's models in the list, by the provider's names, in alphabetical order. */
    public Stream<String> models(String provider) {
        String prefix = provider + "/";
        return list().prices().keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()));
    }

    private static Optional<ListedModel> listed(ListPrices list, String provider, String model) {
        String name = model.startsWith(COLLECTION) ? model.substring(COLLECTION.length()) : model;
        return list.model(provider + "/" + name);
    }

    private ListPrices list() {
        return custom.appliedList()
                .filter(applied -> applied.isInForceOver(packaged))
                .orElse(packaged);
    }
}
