package dev.tollgate.server;

import dev.tollgate.golden.GoldenCases;
import dev.tollgate.provider.Provider;
import java.net.URI;
import java.util.stream.Collectors;

/** A {@code tollgate.yaml} with a provider for each golden case. */
final class GoldenManifest {
    private GoldenManifest() {}

    /** Returns the file. All providers have this fake upstream, and there is one key, named {@code golden}. */
    static String config(URI upstream, String key) {
        return GoldenCases.providers(upstream).stream()
                .map(GoldenManifest::provider)
                .collect(Collectors.joining("", "providers:\n", "keys: { golden: { secret: " + key + " } }\n"));
    }

    private static String provider(Provider provider) {
        String secret = provider.apiKey() == null ? "" : ", api_key: \"" + provider.apiKey() + "\"";
        return "  \"%s\": { kind: %s, base_url: \"%s\", region: %s%s }\n"
                .formatted(provider.name(), provider.kind(), provider.baseUrl(), provider.region(), secret);
    }
}
