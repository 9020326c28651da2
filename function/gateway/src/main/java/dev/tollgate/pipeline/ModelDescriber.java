package dev.tollgate.pipeline;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.bill.Markup;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceRates;
import dev.tollgate.bill.PriceTable;
import dev.tollgate.bill.Tariff;
import dev.tollgate.pipeline.ModelEntry.AliasEntry;
import dev.tollgate.pipeline.ModelEntry.TierEntry;
import dev.tollgate.route.Alias;
import dev.tollgate.route.ModelName;
import dev.tollgate.route.Router;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Describes aliases and models to a key, from what the gateway has in memory. */
@ApplicationScoped
class ModelDescriber {
    private static final String GATEWAY = "tollgate";

    private final Router router;
    private final PriceTable prices;

    ModelDescriber(Router router, PriceTable prices) {
        this.router = router;
        this.prices = prices;
    }

    ModelEntry describe(ModelName model, ApiKey key) {
        List<ModelName> alone = List.of(model);
        return new ModelEntry(
                model.toString(),
                model.provider(),
                router.changedAt(model),
                router.contextWindow(model),
                modalities(alone, ModelModalities::inputs),
                modalities(alone, ModelModalities::outputs),
                charges(model.toString(), alone, key),
                isUnpriced(model),
                Optional.empty());
    }

    /** As its targets and tiers are: fallbacks are for emergencies. */
    ModelEntry describe(Alias alias, ApiKey key) {
        List<ModelName> models = router.intended(alias).stream()
                .filter(model -> router.permits(model, key.require()))
                .toList();
        return new ModelEntry(
                alias.name(),
                GATEWAY,
                router.changedAt(alias),
                smallestWindow(models),
                modalities(models, ModelModalities::inputs),
                modalities(models, ModelModalities::outputs),
                charges(alias.name(), models, key),
                models.stream().anyMatch(this::isUnpriced),
                Optional.of(aliasEntry(alias, key)));
    }

    private AliasEntry aliasEntry(Alias alias, ApiKey key) {
        return new AliasEntry(
                alias.strategy().word(),
                alias.everyModel()
                        .distinct()
                        .filter(model -> router.permits(model, key.require()))
                        .map(ModelName::toString)
                        .filter(key::mayUse)
                        .toList(),
                alias.tiers().stream()
                        .map(tier -> new TierEntry(
                                tier.name(),
                                tier.from(),
                                Optional.of(tier.model()).filter(key::mayUse)))
                        .toList(),
                alias.fallback().stream().filter(key::mayUse).toList());
    }

    /** If one context window is unknown, the smallest is, too. */
    private OptionalInt smallestWindow(List<ModelName> models) {
        List<OptionalInt> windows = models.stream().map(router::contextWindow).toList();
        return windows.stream().allMatch(OptionalInt::isPresent)
                ? windows.stream().mapToInt(OptionalInt::getAsInt).min()
                : OptionalInt.empty();
    }

    private Set<String> modalities(List<ModelName> models, Function<ModelModalities, Set<String>> which) {
        return models.stream()
                .map(model -> new ModelModalities(model.model(), router.traits(model), price(model)))
                .flatMap(modalities -> which.apply(modalities).stream())
                .collect(Collectors.toCollection(ModelModalities::inOrder));
    }

    /** By the tariff that charges a request of this name; the highest rate counts, because any of the models may answer. */
    private Optional<PriceRates> charges(String name, List<ModelName> models, ApiKey key) {
        Tariff tariff = prices.tariff(key.id(), name, key.team());
        return models.stream()
                .flatMap(model -> price(model).stream())
                .map(billed -> switch (tariff) {
                    case Price charged -> charged.rates();
                    case Markup markup -> billed.rates().map(markup::on);
                })
                .reduce(PriceRates::highest);
    }

    private boolean isUnpriced(ModelName model) {
        return price(model).isEmpty();
    }

    private Optional<Price> price(ModelName model) {
        return prices.price(model.provider(), model.model());
    }
}
