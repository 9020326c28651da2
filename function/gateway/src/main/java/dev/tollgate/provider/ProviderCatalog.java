package dev.tollgate.provider;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The providers that the environment makes available: one whose key is in it needs no configuration. */
@ApplicationScoped
public class ProviderCatalog {
    private final Set<String> kinds;
    private final Map<String, String> environment;

    @Inject
    ProviderCatalog(@All List<ProviderKind> kinds) {
        this(kinds.stream().map(ProviderKind::kind).collect(Collectors.toSet()), System.getenv());
    }

    /** For tests, which cannot set the process's environment. */
    public ProviderCatalog(Set<String> kinds, Map<String, String> environment) {
        this.kinds = Set.copyOf(kinds);
        this.environment = environment;
    }

    /**
     * The provider of this name, ready to be asked, if the environment holds what it needs.
     *
     * @throws GatewayException {@code UPSTREAM_FAILED} where the environment says where it is, but in no form that can be used
     */
    public Optional<Provider> provider(String name) {
        return KnownProviders.named(name)
                .filter(entry -> kinds.contains(entry.kind()))
                .flatMap(entry -> provider(name, entry));
    }

    /**
     * The names of the providers whose key is in the environment, in alphabetical order. One without a key is not among
     * them: its models cannot be known, and a region says where a gateway runs, not what it may ask there.
     */
    public Stream<String> keyed() {
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
        URI baseUrl = entry.baseUrlVariable() == null ? entry.baseUrl() : address(entry.baseUrlVariable());
        String apiKey = isSet(entry.key()) ? "env:" + entry.key() : null;
        return Optional.of(new Provider(name, entry.kind(), baseUrl, apiKey, value(entry.regionVariable())));
    }

    private URI address(String variable) {
        try {
            URI url = new URI(value(variable).strip().replaceAll("/+$", ""));
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException wrong) {
            throw noAddress(variable);
        }
        throw noAddress(variable);
    }

    /** Without the value, which may hold a password. */
    private static GatewayException noAddress(String variable) {
        return new GatewayException(
                ErrorKind.UPSTREAM_FAILED, "The gateway's variable " + variable + " must be an http or https URL.");
    }

    private boolean isSet(String variable) {
        String value = value(variable);
        return value != null && !value.isBlank();
    }

    private String value(String variable) {
        return variable == null ? null : environment.get(variable);
    }
}
