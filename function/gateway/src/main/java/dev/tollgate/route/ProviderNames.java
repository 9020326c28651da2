package dev.tollgate.route;

import dev.tollgate.provider.CatalogEntry;
import dev.tollgate.provider.KnownProviders;
import dev.tollgate.provider.Provider;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the providers that a caller means by a name in another spelling: {@code OpenAI}, {@code Amazon Bedrock}, or OpenRouter's
 * {@code google-vertex} (https://openrouter.ai/docs/guides/routing/provider-selection).
 *
 * @param configured the operator's providers by name
 */
record ProviderNames(Map<String, Provider> configured) {

    /** The providers of the operator or of the catalogue that this name means; empty if it means none. */
    Set<String> named(String name) {
        if (configured.containsKey(name) || KnownProviders.named(name).isPresent()) {
            return Set.of(name);
        }
        String letters = letters(name);
        return Stream.of(
                        matching(known -> letters(known).equals(letters)),
                        underOtherName(letters),
                        matching(known -> name.toLowerCase(Locale.ROOT).endsWith("-" + known)))
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

    /** By its address: the catalogue's, or the default one of a kind that is this provider's own. */
    private static boolean isOf(CatalogEntry entry, Provider provider) {
        return provider.baseUrl() == null
                ? entry.baseUrl() == null && provider.kind().equals(entry.kind())
                : provider.baseUrl().equals(entry.baseUrl());
    }
}
