package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** How a caller wants its stream. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StreamOptions(
        @JsonProperty("include_usage") Boolean includeUsage,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    public StreamOptions {
        extra = ExtraFields.of(extra);
    }

    /** These options (or none), with usage asked for: the gateway always bills from the provider's count. */
    public static StreamOptions withUsage(StreamOptions options) {
        return new StreamOptions(true, options == null ? Map.of() : options.extra());
    }
}
