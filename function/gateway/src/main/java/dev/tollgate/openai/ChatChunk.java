package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event of a streamed response (https://platform.openai.com/docs/api-reference/chat-streaming). The gateway's
 * decoders produce nothing but chunks: a buffered response is the fold of its chunks.
 *
 * @param created seconds since the epoch
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChatChunk(
        @Nullable String id,
        @Nullable String object,
        @Nullable Long created,
        @Nullable String model,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<Choice> choices,
        @Nullable Usage usage,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** The value of {@code object}. */
    public static final String OBJECT = "chat.completion.chunk";

    public ChatChunk {
        choices = choices == null ? List.of() : List.copyOf(choices);
        extra = ExtraFields.of(extra);
    }

    /** The same chunk with other choices and usage. */
    public ChatChunk with(List<Choice> otherChoices, @Nullable Usage otherUsage) {
        return new ChatChunk(id, object, created, model, otherChoices, otherUsage, extra);
    }

    /** The same chunk for an API without blocks. A choice in which nothing else was is left out. */
    public ChatChunk withoutBlocks() {
        if (choices.stream().allMatch(choice -> choice.delta().completeBlocks().isEmpty())) {
            return this;
        }
        List<Choice> others = choices.stream()
                .map(choice -> choice.with(choice.delta().withoutBlocks(), choice.finishReason()))
                .filter(choice ->
                        !choice.delta().addsNothing() || choice.finishReason() != null || choice.logprobs() != null)
                .toList();
        return with(others, usage);
    }

    /** Whether it has nothing to say. */
    public boolean holdsNothing() {
        return choices.isEmpty() && usage == null && extra.isEmpty();
    }

    /** Whether the model has said something in it, or has come to its end. */
    public boolean saysSomething() {
        return choices.stream()
                .anyMatch(choice ->
                        choice.finishReason() != null || !choice.delta().saysNothingYet());
    }

    /** A fragment of one of the choices that the caller requested. */
    public record Choice(
            int index,
            Delta delta,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            JsonNode logprobs,

            @JsonProperty("finish_reason") @Nullable String finishReason,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        public Choice {
            delta = delta == null ? Delta.EMPTY : delta;
            extra = ExtraFields.of(extra);
        }

        /** The same choice with another delta and finish reason. */
        public Choice with(Delta otherDelta, @Nullable String otherFinishReason) {
            return new Choice(index, otherDelta, logprobs, otherFinishReason, extra);
        }
    }
}
