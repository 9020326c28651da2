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
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names that a client may send as {@code model}. */
@ApplicationScoped
public class ModelList {
    private final ApiKeyAuthenticator authenticator;
    private final Router router;
    private final ProviderCatalog catalog;
    private final PriceTable prices;
    private final ModelDescriber describer;

    ModelList(
            ApiKeyAuthenticator authenticator,
            Router router,
            ProviderCatalog catalog,
            PriceTable prices,
            ModelDescriber describer) {
        this.authenticator = authenticator;
        this.router = router;
        this.catalog = catalog;
        this.prices = prices;
        this.describer = describer;
    }

    /** A name that the key may request, and its description, which is made only if somebody reads it. */
    private record Listed(String name, Supplier<ModelEntry> entry) {}

    /**
     * What the key in this header may request: aliases, the models behind them, and the priced models of providers whose key is in the
     * environment; each group in alphabetical order. A provider may have more models than these.
     */
    public Stream<ModelEntry> list(@Nullable String authorization) {
        return listed(authenticator.authenticate(authorization))
                .map(listed -> listed.entry().get());
    }

    /**
     * One of them.
     *
     * @throws GatewayException {@code MODEL_NOT_FOUND}, also for a model that this key may not use
     */
    public ModelEntry one(@Nullable String authorization, String name) {
        return listed(authenticator.authenticate(authorization))
                .filter(listed -> listed.name().equals(name))
                .findFirst()
                .map(listed -> listed.entry().get())
                .orElseThrow(() -> GatewayException.of(
                        ErrorKind.MODEL_NOT_FOUND, "model", "The model '" + name + "' does not exist."));
    }

    private Stream<Listed> listed(ApiKey key) {
        Stream<Listed> aliases = router.aliases()
                .filter(alias -> permits(alias, key))
                .map(alias -> new Listed(alias.name(), () -> describer.describe(alias, key)));
        Stream<Listed> models = Stream.concat(
                        router.models(), catalog.namesWithKey().flatMap(this::priced))
                .distinct()
                .filter(model -> router.permits(model, key.require()))
                .map(model -> new Listed(model.toString(), () -> describer.describe(model, key)));
        return Stream.concat(aliases, models).filter(listed -> key.mayUse(listed.name()));
    }

    /** No request for an alias without such a model could be served. */
    private boolean permits(Alias alias, ApiKey key) {
        return router.reachable(alias).stream().anyMatch(model -> router.permits(model, key.require()));
    }

    private Stream<ModelName> priced(String provider) {
        return prices.models(provider).map(model -> new ModelName(provider, model));
    }
}
