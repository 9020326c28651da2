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
import org.jspecify.annotations.Nullable;

/** The names that a client may send as {@code model}. */
@ApplicationScoped
public class ModelList {
    private final ApiKeyAuthenticator authenticator;
    private final Router router;
    private final ProviderCatalog catalog;
    private final PriceTable prices;

    ModelList(ApiKeyAuthenticator authenticator, Router router, ProviderCatalog catalog, PriceTable prices) {
        this.authenticator = authenticator;
        this.router = router;
        this.catalog = catalog;
        this.prices = prices;
    }

    /**
     * A name to request.
     *
     * @param owner the provider, or {@code tollgate} for an alias
     * @param contextWindow in tokens, if it is known; for an alias, that of its smallest model
     * @param targets the models behind an alias that the key may request by name; none for a model
     * @param unpriced whether no price is known for it, or for one of the models behind the alias
     */
    public record Entry(String name, String owner, OptionalInt contextWindow, List<String> targets, boolean unpriced) {}

    /**
     * What the key in this header may request: aliases, the models behind them, and the priced models of providers whose key is in the
     * environment; each group in alphabetical order. A provider may have more models than these.
     */
    public Stream<Entry> list(@Nullable String authorization) {
        ApiKey key = authenticator.authenticate(authorization);
        Stream<Entry> aliases = router.aliases().map(alias -> entry(alias, key));
        Stream<ModelName> models =
                Stream.concat(router.models(), catalog.namesWithKey().flatMap(this::priced));
        return Stream.concat(aliases, models.distinct().map(this::entry)).filter(entry -> key.mayUse(entry.name()));
    }

    /**
     * One of them.
     *
     * @throws GatewayException {@code MODEL_NOT_FOUND}, also for a model that this key may not use
     */
    public Entry one(@Nullable String authorization, String name) {
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

    /** If one context window is unknown, the smallest is, too. */
    private OptionalInt smallest(List<ModelName> models) {
        List<OptionalInt> windows = models.stream().map(router::contextWindow).toList();
        return windows.stream().allMatch(OptionalInt::isPresent)
                ? windows.stream().mapToInt(OptionalInt::getAsInt).min()
                : OptionalInt.empty();
    }
}
