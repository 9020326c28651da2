package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A call of a tool: whole in a message, or a piece of one in a stream.
 *
 * <p>{@code index} is set in streams only: it tells which call the piece continues. {@code id}, {@code type} and the
 * function's name come with the first piece, the arguments in any number of pieces.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ToolCall(
        Integer index,
        String id,
        String type,
        Function function,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    public ToolCall {
        extra = ExtraFields.of(extra);
    }

    /** The function's name, and its arguments as JSON text. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Function(
            String name,
            String arguments,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        public Function {
            extra = ExtraFields.of(extra);
        }
    }
}
