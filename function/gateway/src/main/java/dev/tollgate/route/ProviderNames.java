package dev.tollgate.route;

import dev.tollgate.provider.CatalogEntry;
import dev.tollgate.provider.KnownProviders;
import dev.tollgate.provider.Provider;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the providers that a caller means by a name in another spelling: {@code OpenAI}, {@code Amazon Bedrock}, or OpenRouter's
 * {@code google-vertex} (https://openrouter.ai/docs/guides/routing/provider-selection). It never guesses: a name may decide where
 * prompts go.
 *
 * @param configured the operator's providers by name
 */
record ProviderNames(Map<String, Provider> configured) {
    private static final Pattern VERTEX_HOST =
            Pattern.compile("([a-z0-9-]+-)?aiplatform(\\.[a-z]+\\.rep)?\\.googleapis\\.com");

    private static final Pattern AZURE_HOST =
            Pattern.compile("[a-z0-9-]+\\.(openai|cognitiveservices|services\\.ai)\\.azure\\.com");

    /** OpenRouter's names of services at which each customer has another address, so that the catalogue has no entry for them. */
    private static final Map<String, Predicate<Provider>> WITHOUT_ENTRY = Map.of(
            "azure", provider -> provider.kind().equals("azure") || isAt(AZURE_HOST, provider),
            "googlevertex", provider -> isAt(VERTEX_HOST, provider));

    /** The providers of the operator or of the catalogue that this name means; empty if it means none. */
    Set<String> named(String name) {
        if (configured.containsKey(name) || KnownProviders.named(name).isPresent()) {
            return Set.of(name);
        }
        String letters = letters(name);
        return Stream.of(
                        matching(known -> letters(known).equals(letters)),
                        underOtherName(letters),
                        atOwnAddresses(letters))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(Set.of());
    }

    /** Case, spaces and hyphens are all that differ between OpenRouter's names for people and those for programs. */
    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s._-]", "");
    }

    private Set<String> matching(Predicate<String> matches) {
        return Stream.concat(configured.keySet().stream(), KnownProviders.all().keySet().stream())
                .filter(matches)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The catalogue's provider of this name, and the operator's own entries for the same provider. */
    private Set<String> underOtherName(String letters) {
        Set<String> found = new TreeSet<>();
        KnownProviders.all().forEach((known, entry) -> {
            if (entry.otherNames().stream().map(ProviderNames::letters).anyMatch(letters::equals)) {
                found.add(known);
                configured.values().stream()
                        .filter(provider -> isOf(entry, provider))
                        .map(Provider::name)
                        .forEach(found::add);
            }
        });
        return found;
    }

    /** The operator's entries for a service without an entry in the catalogue. */
    private Set<String> atOwnAddresses(String letters) {
        Predicate<Provider> isOfService = WITHOUT_ENTRY.getOrDefault(letters, _ -> false);
        return configured.values().stream()
                .filter(isOfService)
                .map(Provider::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isAt(Pattern host, Provider provider) {
        String own = provider.baseUrl() == null ? null : provider.baseUrl().getHost();
        return own != null && host.matcher(own).matches();
    }

    /** By its address: the catalogue's, or the default one of a kind that is this provider's own. */
    private static boolean isOf(CatalogEntry entry, Provider provider) {
        return provider.baseUrl() == null
                ? entry.baseUrl() == null && provider.kind().equals(entry.kind())
                : provider.baseUrl().equals(entry.baseUrl());
    }
}
