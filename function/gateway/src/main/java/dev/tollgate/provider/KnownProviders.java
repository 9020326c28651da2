package dev.tollgate.provider;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.tollgate.openai.JsonCodec;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The entries of {@code providers.json}, whether or not the environment has a key for them.
 *
 * <p>The file is read on first use. In a native image that happens at build time, so a cold start does not pay for it.
 */
@RegisterForReflection(
        targets = {
            KnownProviders.Document.class,
            CatalogEntry.class,
            ProviderQuirks.class,
            InputQuirks.class,
            MessageQuirks.class,
            ModelRule.class,
            ModelRule.Condition.class
        })
public final class KnownProviders {
    private static final Map<String, CatalogEntry> BY_NAME = read();
    private static final Map<URI, CatalogEntry> BY_URL = byUrl();

    private KnownProviders() {}

    /** The file with its only field. */
    record Document(Map<String, CatalogEntry> providers) {}

    /** All entries by name, in alphabetical order. */
    public static Map<String, CatalogEntry> all() {
        return BY_NAME;
    }

    /** The entry with this name. */
    public static Optional<CatalogEntry> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The entry of a configured provider: by its URL first, because anybody may choose any name. */
    public static Optional<CatalogEntry> of(Provider provider) {
        return Optional.ofNullable(provider.baseUrl())
                .map(BY_URL::get)
                .or(() -> named(provider.name()))
                .filter(entry -> entry.kind().equals(provider.kind()));
    }

    /** The quirks of a configured provider. The operator's replace those of the catalogue. */
    public static ProviderQuirks quirks(Provider provider) {
        ProviderQuirks known = of(provider).map(CatalogEntry::quirks).orElse(ProviderQuirks.UNKNOWN);
        return provider.quirks() == null ? known : provider.quirks().with(known);
    }

    private static Map<String, CatalogEntry> read() {
        // An unknown field would be a quirk that silently does nothing, so it is an error. The copy of the mapper is
        // garbage
        // afterwards, so a native image does not contain it.
        ObjectReader strict = JsonCodec.mapper()
                .copy()
                .readerFor(Document.class)
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        try (InputStream file = KnownProviders.class.getResourceAsStream("/providers.json")) {
            Document document = strict.readValue(file);
            return Collections.unmodifiableMap(new LinkedHashMap<>(document.providers()));
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read the packaged providers.json", broken);
        }
    }

    private static Map<URI, CatalogEntry> byUrl() {
        Map<URI, CatalogEntry> entries = new HashMap<>();
        for (CatalogEntry entry : BY_NAME.values()) {
            if (entry.baseUrl() != null) {
                entries.put(entry.baseUrl(), entry);
            }
        }
        return Map.copyOf(entries);
    }
}
