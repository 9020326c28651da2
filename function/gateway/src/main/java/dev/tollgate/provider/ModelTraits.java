package dev.tollgate.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The known capabilities of one of a provider's models. The router does not exclude a model for an unknown capability.
 *
 * @param context the context window in tokens; where absent, the price list's applies
 * @param maxOutput the longest completion in tokens; where absent, it is known of some models only
 * @param regions where the provider processes this model, if that differs from its other models
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ModelTraits(
        @Nullable Boolean vision,
        @Nullable Boolean files,
        @Nullable Boolean tools,
        @JsonProperty("json_schema") @Nullable Boolean jsonSchema,
        @Nullable Integer context,
        @JsonProperty("max_output") @Nullable Integer maxOutput,
        Set<String> regions) {

    /** The traits of a model of which nothing is known. */
    public static final ModelTraits UNKNOWN = new ModelTraits(null, null, null, null, null, null, Set.of());

    public ModelTraits {
        if (context != null && context < 1) {
            throw new IllegalArgumentException("a context window holds at least one token");
        }
        if (maxOutput != null && maxOutput < 1) {
            throw new IllegalArgumentException("a completion has at least one token");
        }
        regions = regions == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(regions));
    }

    /** Whether the model is known to lack this capability. */
    public boolean lacks(ModelCapability capability) {
        Boolean known =
                switch (capability) {
                    case VISION -> vision;
                    case FILES -> files;
                    case TOOLS -> tools;
                    case JSON_SCHEMA -> jsonSchema;
                };
        return Boolean.FALSE.equals(known);
    }
}
