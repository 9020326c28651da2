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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The entries of {@code providers.json}, whatever the environment holds.
 *
 * <p>Read when first asked. In a native image that is at build time, so that a cold start does not pay for it.
 */
@RegisterForReflection(targets = {KnownProviders.Document.class, CatalogEntry.class, ProviderQuirks.class})
public final class KnownProviders {
    private static final Map<String, CatalogEntry> BY_NAME = read();
    private static final Map<URI, CatalogEntry> BY_URL = BY_NAME.values().stream()
            .filter(entry -> entry.baseUrl() != null)
            .collect(Collectors.toUnmodifiableMap(CatalogEntry::baseUrl, Function.identity()));

    private KnownProviders() {}

    /** The file's only field. */
    record Document(Map<String, CatalogEntry> providers) {}

    /** All of them, in alphabetical order. */
    public static Map<String, CatalogEntry> all() {
        return BY_NAME;
    }

    /** The entry of this name. */
    public static Optional<CatalogEntry> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The entry that a configured provider is: by its address, which tells more than a name that anybody may choose. */
    public static Optional<CatalogEntry> of(Provider provider) {
        return Optional.ofNullable(provider.baseUrl())
                .map(BY_URL::get)
                .or(() -> named(provider.name()))
                .filter(entry -> entry.kind().equals(provider.kind()));
    }

    private static Map<String, CatalogEntry> read() {
        // A field that nobody reads would be a quirk that silently does nothing. The mapper is one of its own, which is
        // forgotten afterwards, so that nothing of the reading gets into a native image.
        ObjectReader strict = JsonCodec.mapper()
                .copy()
                .readerFor(Document.class)
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        try (InputStream file = KnownProviders.class.getResourceAsStream("/providers.json")) {
            Document document = strict.readValue(file);
            return Collections.unmodifiableMap(new LinkedHashMap<>(document.providers()));
        } catch (IOException broken) {
            throw new UncheckedIOException("providers.json, which comes with the product, cannot be read", broken);
        }
    }
}
