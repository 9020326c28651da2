package dev.tollgate.provider;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * Where a provider with OpenAI's API departs from it in what it takes. What it answers needs no quirks: that is told
 * apart by what is on the wire.
 *
 * @param renamed OpenAI's name of a field → the provider's, such as {@code max_completion_tokens} → {@code max_tokens}
 * @param developerRole whether it knows the role {@code developer}; otherwise it gets {@code system}
 * @param streamOptions whether it takes {@code stream_options}; one that does not tells its usage unasked
 * @param unsupported fields that it refuses
 */
public record ProviderQuirks(
        Map<String, String> renamed,
        @JsonProperty("developer_role") Boolean developerRole,
        @JsonProperty("stream_options") Boolean streamOptions,
        List<String> unsupported) {

    /** Takes what OpenAI takes. */
    public static final ProviderQuirks NONE = new ProviderQuirks(null, null, null, null);

    public ProviderQuirks {
        renamed = renamed == null ? Map.of() : Map.copyOf(renamed);
        developerRole = developerRole == null || developerRole;
        streamOptions = streamOptions == null || streamOptions;
        unsupported = unsupported == null ? List.of() : List.copyOf(unsupported);
    }
}
