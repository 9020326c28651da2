package dev.tollgate.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A configured provider: one entry under {@code providers} in {@code tollgate.yaml}.
 *
 * @param name as in {@code name/model}
 * @param kind the kind of API that it speaks: {@code openai}, {@code anthropic}, …
 * @param baseUrl without a trailing slash, such as {@code https://api.openai.com/v1}; absent where the kind's default applies
 * @param apiKey a reference to the secret, such as {@code env:OPENAI_API_KEY}; absent where the provider needs none, or the
 *     kind has a default
 * @param region the cloud region, such as {@code eu-central-1}, if the kind has regions
 * @param apiVersion the API version to request, if the provider has several; absent for the kind's default
 * @param dataTerms the terms under which it processes prompts
 * @param models the known traits of its models, by the provider's own model names
 * @param quirks how its API differs from OpenAI's; absent for what the catalogue says
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Provider(
        String name,
        String kind,
        @JsonProperty("base_url") @Nullable URI baseUrl,
        @JsonProperty("api_key") @Nullable String apiKey,
        @Nullable String region,
        @JsonProperty("api_version") @Nullable String apiVersion,
        @JsonProperty("data_terms") DataTerms dataTerms,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, ModelTraits> models,
        @Nullable ProviderQuirks quirks) {

    public Provider {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        apiKey = SecretResolver.OWN_AWS_CREDENTIALS.equals(apiKey) ? null : apiKey;
        dataTerms = dataTerms == null ? DataTerms.UNKNOWN : dataTerms;
        models = models == null ? Map.of() : Map.copyOf(models);
    }

    /** A provider with the kind's default API version and unknown terms. */
    public Provider(String name, String kind, @Nullable URI baseUrl, @Nullable String apiKey, @Nullable String region) {
        this(name, kind, baseUrl, apiKey, region, null, DataTerms.UNKNOWN, Map.of(), null);
    }

    /** A provider whose quirks are those of the catalogue. */
    public Provider(
            String name,
            String kind,
            @Nullable URI baseUrl,
            @Nullable String apiKey,
            @Nullable String region,
            @Nullable String apiVersion,
            DataTerms dataTerms,
            Map<String, ModelTraits> models) {
        this(name, kind, baseUrl, apiKey, region, apiVersion, dataTerms, models, null);
    }

    /** The known traits of one of its models. */
    public ModelTraits traits(String model) {
        return models.getOrDefault(model, ModelTraits.UNKNOWN);
    }

    /** The terms under which it processes prompts to one of its models. */
    public DataTerms terms(String model) {
        ModelTraits traits = traits(model);
        return traits.regions().isEmpty() ? dataTerms : dataTerms.inRegions(traits.regions());
    }

    /** Leaves out the key's reference, because in local mode it is the key itself. */
    @Override
    public String toString() {
        return "Provider[" + name + ", " + kind + ", " + baseUrl + "]";
    }
}
