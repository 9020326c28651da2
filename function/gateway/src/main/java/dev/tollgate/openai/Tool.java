package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** A tool the model may call. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Tool(
        String type,
        Function function,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    public Tool {
        extra = ExtraFields.of(extra);
    }

    /** A function by name, with its parameters as JSON Schema. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Function(
            String name,
            String description,
            JsonNode parameters,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        public Function {
            extra = ExtraFields.of(extra);
        }
    }
}
