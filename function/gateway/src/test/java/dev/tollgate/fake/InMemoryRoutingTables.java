package dev.tollgate.fake;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.GatewayPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Alias;
import dev.tollgate.route.ChangeTimes;
import dev.tollgate.route.ModelName;
import dev.tollgate.route.RoutingTable;
import dev.tollgate.route.RoutingTables;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A routing table that tests fill by hand. */
@IfBuildProperty(name = WithoutStore.SETTING, stringValue = WithoutStore.NONE, enableIfMissing = true)
@Singleton
@Alternative
@Priority(1)
public class InMemoryRoutingTables implements RoutingTables {
    private final Map<String, Alias> aliases = new ConcurrentHashMap<>();
    private final Map<String, Provider> providers = new ConcurrentHashMap<>();
    private final Map<String, Instant> changes = new ConcurrentHashMap<>();
    private volatile GatewayPolicy terms = GatewayPolicy.NONE;
    private volatile boolean down;

    /** A provider of kind {@code openai} at this address. */
    public void provider(String name, URI baseUrl) {
        provider(new Provider(name, "openai", baseUrl, null, null));
    }

    /** Any provider. */
    public void provider(Provider provider) {
        providers.put(provider.name(), provider);
    }

    /** An alias for these {@code provider/model} names, in order. */
    public void alias(String name, String... models) {
        aliases.put(
                name,
                Alias.of(
                        name,
                        Arrays.stream(models)
                                .map(ModelName::of)
                                .map(Alias.TargetSpec::of)
                                .toList()));
    }

    /** An alias of any form. */
    public void alias(Alias alias) {
        aliases.put(alias.name(), alias);
    }

    /** When this alias was changed last. */
    public void changed(String alias, Instant at) {
        changes.put(alias, at);
    }

    /** What holds for every request from now on. */
    public void terms(GatewayPolicy ofAll) {
        terms = ofAll;
    }

    /** Whether the store fails from now on. */
    public void down(boolean isDown) {
        down = isDown;
    }

    @Override
    public RoutingTable current() {
        return new RoutingTable(aliases, providers, terms, new ChangeTimes(changes, Map.of()));
    }

    @Override
    public void verify() {
        if (down) {
            throw new GatewayException(ErrorKind.STORE_UNAVAILABLE, "The store does not answer.");
        }
    }
}
