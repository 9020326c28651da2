package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A tool that the model may call. The edge rejects a tool without a type, and a function without a name.
 *
 * @param function absent for tools of other types
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Tool(
        String type,
        @Nullable Function function,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    public Tool {
        extra = ExtraFields.of(extra);
    }

    /** How often a provider may run this tool of its own, where the caller limits it with {@code max_uses}. */
    public OptionalLong maxUses() {
        JsonNode limit = extra.get("max_uses");
        return limit != null && limit.isIntegralNumber() && limit.canConvertToInt()
                ? OptionalLong.of(limit.longValue())
                : OptionalLong.empty();
    }

    /** A function by name, with its parameters as JSON Schema. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Function(
            String name,
            @Nullable String description,
            @Nullable JsonNode parameters,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        public Function {
            extra = ExtraFields.of(extra);
        }
    }
}
