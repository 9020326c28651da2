package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tool call: complete in a message, or a piece of one in a stream.
 *
 * <p>Only streams set {@code index}, which names the call that the piece continues. {@code id}, {@code type} and the
 * function's name come with the first piece, the arguments with any number of pieces.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ToolCall(
        @Nullable Integer index,
        @Nullable String id,
        @Nullable String type,
        @Nullable Function function,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    public ToolCall {
        extra = ExtraFields.of(extra);
    }

    /** The function's name, and its arguments as JSON text. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Function(
            @Nullable String name,

            @JsonDeserialize(using = ArgumentsReader.class) @Nullable
            String arguments,

            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        public Function {
            extra = ExtraFields.of(extra);
        }
    }
}
