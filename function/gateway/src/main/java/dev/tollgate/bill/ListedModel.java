package dev.tollgate.bill;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A model in {@code prices.json}: its {@link Price}, and how much it can read and write at once.
 *
 * @param context in tokens, prompt and completion together; null where the source does not say
 */
record ListedModel(Price price, Integer context) {

    /** As it stands in the file: the context beside the price's own fields. */
    @JsonCreator
    static ListedModel read(
            @JsonProperty("context") Integer context,
            @JsonProperty("cases") List<ConditionalPrice> cases,
            @JsonAnySetter Map<String, JsonNode> fields) {
        return new ListedModel(Price.read(cases, fields), context);
    }
}
