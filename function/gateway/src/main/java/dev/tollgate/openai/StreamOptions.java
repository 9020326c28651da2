package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The caller's options for a streamed response. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StreamOptions(
        @JsonProperty("include_usage") @Nullable Boolean includeUsage,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    public StreamOptions {
        extra = ExtraFields.of(extra);
    }

    /** The same options with {@code include_usage}: the gateway always bills from the usage that the provider reports. */
    public static StreamOptions withUsage(@Nullable StreamOptions options) {
        return new StreamOptions(true, options == null ? Map.of() : options.extra());
    }
}
