package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response of OpenAI's legacy completions API, or an event of a streamed one: both have the same fields
 * (https://platform.openai.com/docs/api-reference/completions/object).
 *
 * @param created seconds since the epoch
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TextCompletion(
        @Nullable String id,
        String object,
        @Nullable Long created,
        @Nullable String model,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<Choice> choices,
        @Nullable Usage usage,
        @JsonAnyGetter Map<String, JsonNode> extra) {

    /** The value of {@code object}. */
    public static final String OBJECT = "text_completion";

    public TextCompletion {
        choices = List.copyOf(choices);
        extra = ExtraFields.of(extra);
    }

    /**
     * One of the choices that the caller requested, or a fragment of it.
     *
     * @param logprobs always null, because the gateway does not request them
     * @param finishReason null until the choice is complete
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Choice(
            String text,
            int index,
            @Nullable JsonNode logprobs,
            @JsonProperty("finish_reason") @Nullable String finishReason,
            @JsonAnyGetter Map<String, JsonNode> extra) {

        public Choice {
            extra = ExtraFields.of(extra);
        }
    }
}
