package dev.tollgate.pipeline;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.ApiKeyAuthenticator;
import dev.tollgate.bill.PriceTable;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.ProviderCatalog;
import dev.tollgate.route.Alias;
import dev.tollgate.route.ModelName;
import dev.tollgate.route.Router;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The names a caller may send as {@code model}. */
@ApplicationScoped
public class ModelList {
    private final ApiKeyAuthenticator apiKeyAuthenticator;
    private final Router router;
    private final ProviderCatalog providerCatalog;
    private final PriceTable prices;

    ModelList(
            ApiKeyAuthenticator apiKeyAuthenticator,
            Router router,
            ProviderCatalog providerCatalog,
            PriceTable prices) {
        this.apiKeyAuthenticator = apiKeyAuthenticator;
        this.router = router;
        this.providerCatalog = providerCatalog;
        this.prices = prices;
    }

    /**
     * A name to ask for.
     *
     * @param owner the provider, or {@code tollgate} for an alias
     * @param contextWindow in tokens, where it is known; of an alias that of its smallest model
     * @param targets the models behind an alias that the key may ask for by name; none for a model
     * @param unpriced whether no price is known of it, or of one of the models behind the alias
     */
    public record Entry(String name, String owner, OptionalInt contextWindow, List<String> targets, boolean unpriced) {}

    /**
     * What the key in this header may ask for: aliases, the models behind them, and the priced models of providers whose
     * key is in the environment; each part in alphabetical order. A provider may know more models than these.
     */
    public Stream<Entry> list(String authorization) {
        ApiKey key = apiKeyAuthenticator.authenticate(authorization);
        Stream<Entry> aliases = router.aliases().map(alias -> entry(alias, key));
        Stream<ModelName> models =
                Stream.concat(router.models(), providerCatalog.keyed().flatMap(this::priced));
        return Stream.concat(aliases, models.distinct().map(this::entry)).filter(entry -> key.mayUse(entry.name()));
    }

    /**
     * One of them.
     *
     * @throws GatewayException {@code MODEL_NOT_FOUND}, also for what exists but is not for this key
     */
    public Entry one(String authorization, String name) {
        return list(authorization)
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(() -> GatewayException.of(
                        ErrorKind.MODEL_NOT_FOUND, "model", "The model '" + name + "' does not exist."));
    }

    private Stream<ModelName> priced(String provider) {
        return prices.models(provider).map(model -> new ModelName(provider, model));
    }

    private Entry entry(ModelName model) {
        return new Entry(model.toString(), model.provider(), router.contextWindow(model), List.of(), unpriced(model));
    }

    private Entry entry(Alias alias, ApiKey key) {
        List<ModelName> models = alias.everyModel().distinct().toList();
        List<String> targets =
                models.stream().map(ModelName::toString).filter(key::mayUse).toList();
        return new Entry(
                alias.name(),
                "tollgate",
                smallest(models),
                targets,
                models.stream().anyMatch(this::unpriced));
    }

    private boolean unpriced(ModelName model) {
        return prices.price(model.provider(), model.model()).isEmpty();
    }

    /** One unknown window makes the smallest unknown. */
    private OptionalInt smallest(List<ModelName> models) {
        List<OptionalInt> windows = models.stream().map(router::contextWindow).toList();
        return windows.stream().allMatch(OptionalInt::isPresent)
                ? windows.stream().mapToInt(OptionalInt::getAsInt).min()
                : OptionalInt.empty();
    }
}
