package dev.tollgate.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * A configured provider: one entry under {@code providers} in {@code tollgate.yaml}.
 *
 * @param name as in {@code name/model}
 * @param kind which dialect it speaks: {@code openai}, {@code anthropic}, …
 * @param baseUrl without a trailing slash, such as {@code https://api.openai.com/v1}; null where the kind knows its own
 * @param apiKey a reference to the secret, such as {@code env:OPENAI_API_KEY}; null where none is needed, or the kind
 *     has one of its own
 * @param region the cloud region, such as {@code eu-central-1}; null where the kind has none
 * @param apiVersion the version of the API to ask for, where the provider has several; null for the kind's default
 * @param dataTerms what it does with prompts
 * @param models what is known of its models, by its own names of them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Provider(
        String name,
        String kind,
        @JsonProperty("base_url") URI baseUrl,
        @JsonProperty("api_key") String apiKey,
        String region,
        @JsonProperty("api_version") String apiVersion,
        @JsonProperty("data_terms") DataTerms dataTerms,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, ModelTraits> models) {

    public Provider {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        apiKey = SecretResolver.OWN_AWS_CREDENTIALS.equals(apiKey) ? null : apiKey;
        dataTerms = dataTerms == null ? DataTerms.UNKNOWN : dataTerms;
        models = models == null ? Map.of() : Map.copyOf(models);
    }

    /** A provider whose API has one version only, and of which nothing else is known. */
    public Provider(String name, String kind, URI baseUrl, String apiKey, String region) {
        this(name, kind, baseUrl, apiKey, region, null, null, null);
    }

    /** What is known of one of its models. */
    public ModelTraits traits(String model) {
        return models.getOrDefault(model, ModelTraits.UNKNOWN);
    }

    /** What becomes of prompts to one of its models. */
    public DataTerms terms(String model) {
        ModelTraits traits = traits(model);
        return traits.regions().isEmpty() ? dataTerms : dataTerms.in(traits.regions());
    }

    /** Never shows the key's reference: in local mode it is the key. */
    @Override
    public String toString() {
        return "Provider[" + name + ", " + kind + ", " + baseUrl + "]";
    }
}
