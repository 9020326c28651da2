package dev.tollgate.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of one of a provider's models; null means that it is not known, and the model may be asked.
 *
 * @param context how many tokens it can read and write at once; null means as the price list says
 * @param regions where it is processed, if not where the provider's others are; empty means as theirs
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ModelTraits(
        Boolean vision,
        Boolean files,
        Boolean tools,
        @JsonProperty("json_schema") Boolean jsonSchema,
        Integer context,
        Set<String> regions) {

    /** Nothing is known. */
    public static final ModelTraits UNKNOWN = new ModelTraits(null, null, null, null, null, null);

    public ModelTraits {
        if (context != null && context < 1) {
            throw new IllegalArgumentException("a context window holds at least one token");
        }
        regions = regions == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(regions));
    }

    /** Whether it is known that the model cannot do this. */
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
