package dev.tollgate.bill;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model in {@code prices.json}: its {@link Price} and its context window.
 *
 * @param context the tokens of prompt and completion together; null if the source does not say
 */
public record ListedModel(Price price, @Nullable Integer context) {

    /** Reads its JSON form, in which the context is one more field of the price. */
    @JsonCreator
    static ListedModel read(
            @JsonProperty("context") @Nullable Integer context,
            @JsonProperty("cases") @Nullable List<ConditionalPrice> cases,
            @JsonAnySetter Map<String, JsonNode> fields) {
        return new ListedModel(Price.read(cases, fields), context);
    }
}
