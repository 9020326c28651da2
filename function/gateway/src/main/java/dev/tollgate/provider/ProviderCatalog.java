package dev.tollgate.provider;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.UrlParser;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The providers that need no configuration, because the gateway's environment variables hold their key. */
@ApplicationScoped
public class ProviderCatalog {
    private final Set<String> kinds;
    private final Map<String, String> environment;

    @Inject
    ProviderCatalog(@All List<ProviderKind> kinds) {
        this(kinds.stream().map(ProviderKind::kind).collect(Collectors.toSet()), System.getenv());
    }

    /** For tests, which cannot set environment variables. */
    public ProviderCatalog(Set<String> kinds, Map<String, String> environment) {
        this.kinds = Set.copyOf(kinds);
        this.environment = environment;
    }

    /**
     * The provider with this name, if the environment has the variables that it needs.
     *
     * @throws GatewayException {@code UPSTREAM_FAILED} where the variable of its URL does not hold a usable URL
     */
    public Optional<Provider> provider(String name) {
        return KnownProviders.named(name)
                .filter(entry -> kinds.contains(entry.kind()))
                .flatMap(entry -> provider(name, entry));
    }

    /**
     * The names of the providers whose key is in the environment, in alphabetical order. A self-hosted server is not among them,
     * because its models are unknown. Nor is a provider with a region only: a region says where the gateway runs, not which
     * models it may use.
     */
    public Stream<String> namesWithKey() {
        return KnownProviders.all().entrySet().stream()
                .filter(entry -> entry.getValue().baseUrlVariable() == null)
                .filter(entry -> kinds.contains(entry.getValue().kind())
                        && isSet(entry.getValue().key()))
                .map(Map.Entry::getKey);
    }

    private Optional<Provider> provider(String name, CatalogEntry entry) {
        String needed = entry.baseUrlVariable() != null
                ? entry.baseUrlVariable()
                : entry.regionVariable() != null ? entry.regionVariable() : entry.key();
        if (!isSet(needed)) {
            return Optional.empty();
        }
        URI baseUrl = entry.baseUrlVariable() == null ? entry.baseUrl() : url(entry.baseUrlVariable());
        String apiKey = isSet(entry.key()) ? "env:" + entry.key() : null;
        return Optional.of(new Provider(name, entry.kind(), baseUrl, apiKey, value(entry.regionVariable())));
    }

    private URI url(String variable) {
        return UrlParser.httpBase(environment.getOrDefault(variable, "").strip())
                .orElseThrow(() -> invalidUrl(variable));
    }

    /** Leaves out the value, which may contain a password. */
    private static GatewayException invalidUrl(String variable) {
        return new GatewayException(
                ErrorKind.UPSTREAM_FAILED, "The gateway's variable " + variable + " must be an http or https URL.");
    }

    private boolean isSet(@Nullable String variable) {
        String value = value(variable);
        return value != null && !value.isBlank();
    }

    private @Nullable String value(@Nullable String variable) {
        return variable == null ? null : environment.get(variable);
    }
}
