package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What judges content for a policy. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "engine")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ScanEngine.Model.class, name = "model"),
    @JsonSubTypes.Type(value = ScanEngine.Moderation.class, name = "moderation"),
    @JsonSubTypes.Type(value = ScanEngine.Guardrail.class, name = "guardrail")
})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public sealed interface ScanEngine {

    /** What is called: the model as configured, or {@code provider/engine}. */
    @JsonIgnore
    String target();

    /**
     * A model that reads a written rule.
     *
     * @param model an alias, of which the first target judges, or {@code provider/model}
     * @param rule what content must not do, in the author's words
     */
    record Model(String model, String rule) implements ScanEngine {
        @Override
        public String target() {
            return model;
        }
    }

    /**
     * A moderation endpoint of OpenAI's form (https://platform.openai.com/docs/api-reference/moderations). Without categories and
     * thresholds, the provider's own verdict counts.
     *
     * @param provider a provider of kind {@code openai}
     * @param model the provider's own name of the model
     * @param categories those that must not be flagged
     * @param thresholds the score from which a category is a violation, by its name
     */
    record Moderation(String provider, String model, Set<String> categories, Map<String, BigDecimal> thresholds)
            implements ScanEngine {
        /** OpenAI's newest model for text and images. */
        public static final String DEFAULT_MODEL = "omni-moderation-latest";

        public Moderation {
            categories = categories == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(categories));
            thresholds = thresholds == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(thresholds));
        }

        @Override
        public String target() {
            return provider + "/" + model;
        }
    }

    /**
     * A guardrail of Amazon Bedrock.
     *
     * @param provider a provider of kind {@code bedrock}
     * @param id its identifier or ARN
     * @param version a number, or {@code DRAFT}
     */
    record Guardrail(String provider, String id, String version) implements ScanEngine {
        @Override
        public String target() {
            return provider + "/" + id;
        }
    }
}
