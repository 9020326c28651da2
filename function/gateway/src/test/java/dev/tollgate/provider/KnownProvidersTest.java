package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules for every entry of {@code providers.json}. */
final class KnownProvidersTest {
    private static final Map<String, CatalogEntry> ALL = KnownProviders.all();

    @Test
    void entriesAreInAlphabeticalOrder() {
        assertThat(ALL).hasSizeGreaterThanOrEqualTo(25);
        assertThat(ALL.keySet().stream().toList()).isSorted().allMatch(name -> name.matches("[a-z0-9]+"));
    }

    @Test
    void everyUrlUsesTlsOrIsOnThisMachine() {
        assertThat(addresses())
                .allMatch(url -> "https".equals(url.getScheme())
                        || ("http".equals(url.getScheme()) && "127.0.0.1".equals(url.getHost())))
                .noneMatch(url -> url.toString().endsWith("/"))
                .doesNotHaveDuplicates();
    }

    @Test
    void environmentVariablesAloneEnableEveryEntry() {
        assertThat(ALL.values())
                .allMatch(entry -> Stream.of(entry.key(), entry.baseUrlVariable(), entry.regionVariable())
                        .anyMatch(Objects::nonNull))
                .allMatch(entry -> entry.kind().equals("openai") == (entry.baseUrl() != null));
        assertThat(ALL.values().stream().map(CatalogEntry::key).filter(Objects::nonNull))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[A-Z][A-Z_]+"));
    }

    @Test
    void everyEntryNamesItsDocumentation() {
        assertThat(ALL.values())
                .allMatch(entry -> "https".equals(entry.documentation().getScheme()));
    }

    @Test
    void onlyEntriesOfTheCompatibleKindHaveQuirks() {
        assertThat(ALL.values())
                .allMatch(
                        entry -> entry.kind().equals("openai") || entry.quirks().equals(ProviderQuirks.NONE));
    }

    @Test
    void findsAConfiguredProviderByItsUrlAndOtherwiseByItsName() {
        CatalogEntry mistral = ALL.get("mistral");
        assertThat(KnownProviders.of(provider("own", mistral.baseUrl()))).contains(mistral);
        assertThat(KnownProviders.of(provider("groq", mistral.baseUrl()))).contains(mistral);
        assertThat(KnownProviders.of(provider("mistral", URI.create("https://proxy/v1"))))
                .contains(mistral);
        assertThat(KnownProviders.of(provider("mistral", null))).contains(mistral);
        assertThat(KnownProviders.of(provider("own", URI.create("https://proxy/v1"))))
                .isEmpty();
        assertThat(KnownProviders.of(new Provider("mistral", "anthropic", null, null, null)))
                .isEmpty();
    }

    private static Provider provider(String name, URI baseUrl) {
        return new Provider(name, "openai", baseUrl, null, null);
    }

    private static List<URI> addresses() {
        return ALL.values().stream()
                .map(CatalogEntry::baseUrl)
                .filter(Objects::nonNull)
                .toList();
    }
}
