package dev.tollgate.provider;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider that the gateway knows without configuration: an entry of {@code providers.json}.
 *
 * @param kind the kind of API that it speaks
 * @param baseUrl as in {@link Provider}
 * @param baseUrlVariable the environment variable that holds the URL of a self-hosted server
 * @param key the environment variable that holds its key, if it needs one
 * @param regionVariable the environment variable that holds its region, if it has one
 * @param documentation the page that describes its chat API
 * @param otherNames what other gateways call it, such as {@code amazon-bedrock}
 */
public record CatalogEntry(
        String kind,
        @JsonProperty("base_url") @Nullable URI baseUrl,
        @JsonProperty("base_url_variable") @Nullable String baseUrlVariable,
        @Nullable String key,
        @JsonProperty("region_variable") @Nullable String regionVariable,
        URI documentation,
        @JsonProperty("other_names") List<String> otherNames,
        ProviderQuirks quirks) {

    public CatalogEntry {
        otherNames = otherNames == null ? List.of() : List.copyOf(otherNames);
        quirks = quirks == null ? ProviderQuirks.NONE : quirks;
    }
}
