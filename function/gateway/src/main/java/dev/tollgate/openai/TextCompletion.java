package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * An answer of the API before chat, or an event of one: both have this form
 * (https://platform.openai.com/docs/api-reference/completions/object).
 *
 * @param created seconds since the epoch
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TextCompletion(
        String id,
        String object,
        Long created,
        String model,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<Choice> choices,
        Usage usage,
        @JsonAnyGetter Map<String, JsonNode> extra) {

    /** The value of {@code object}. */
    public static final String OBJECT = "text_completion";

    public TextCompletion {
        choices = List.copyOf(choices);
        extra = ExtraFields.of(extra);
    }

    /**
     * One of the answers asked for, or a piece of it.
     *
     * @param logprobs always null: they are not asked for
     * @param finishReason null until the answer's end
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Choice(
            String text,
            int index,
            JsonNode logprobs,
            @JsonProperty("finish_reason") String finishReason,
            @JsonAnyGetter Map<String, JsonNode> extra) {

        public Choice {
            extra = ExtraFields.of(extra);
        }
    }
}
