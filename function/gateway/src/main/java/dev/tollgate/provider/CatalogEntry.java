package dev.tollgate.provider;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;

/**
 * A provider that is known without being configured: an entry of {@code providers.json}.
 *
 * @param kind which dialect it speaks
 * @param baseUrl as in {@link Provider}; null where the kind knows its own
 * @param baseUrlVariable for servers of one's own: the environment variable that says where it is; null for all others
 * @param key the environment variable that holds its key; null where it needs none
 * @param regionVariable the environment variable that holds its region; null where it has none
 * @param documentation the page that describes its chat API
 */
public record CatalogEntry(
        String kind,
        @JsonProperty("base_url") URI baseUrl,
        @JsonProperty("base_url_variable") String baseUrlVariable,
        String key,
        @JsonProperty("region_variable") String regionVariable,
        URI documentation,
        ProviderQuirks quirks) {

    public CatalogEntry {
        quirks = quirks == null ? ProviderQuirks.NONE : quirks;
    }
}
