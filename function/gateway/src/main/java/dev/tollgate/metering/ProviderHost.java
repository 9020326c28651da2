package dev.tollgate.metering;

import dev.tollgate.provider.Provider;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The host that a provider's requests go to: some cost more in one region than in another. */
final class ProviderHost {
    private ProviderHost() {}

    /** Null for a provider at its kind's own address. */
    static @Nullable String of(Provider provider) {
        String host = provider.baseUrl() == null ? null : provider.baseUrl().getHost();
        return host == null ? null : host.toLowerCase(Locale.ROOT);
    }
}
