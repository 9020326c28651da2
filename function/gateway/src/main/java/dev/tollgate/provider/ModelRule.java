package dev.tollgate.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What some models of a provider reject, although others accept it.
 *
 * @param models matches the whole names of the models
 * @param when the requests for which this is so; absent for all
 * @param renamed as in {@link ProviderQuirks}
 * @param unsupported as in {@link ProviderQuirks}
 * @param values as in {@link ProviderQuirks}
 * @param lists the fields that it takes as a list of one element, where OpenAI takes the element itself or several
 * @param required the values that the request must have, whatever the caller sends in these fields
 * @param source the page or report that says so
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ModelRule(
        Pattern models,
        @Nullable Condition when,
        Map<String, String> renamed,
        List<String> unsupported,
        Map<String, List<String>> values,
        List<String> lists,
        Map<String, JsonNode> required,
        URI source) {

    /** Jackson passes null for what an entry leaves out. */
    public ModelRule {
        renamed = renamed == null ? Map.of() : Map.copyOf(renamed);
        unsupported = unsupported == null ? List.of() : List.copyOf(unsupported);
        values = values == null ? Map.of() : Map.copyOf(values);
        lists = lists == null ? List.of() : List.copyOf(lists);
        required = required == null ? Map.of() : Map.copyOf(required);
    }

    /** What a request must have for a rule to apply. */
    public enum Condition {
        /** Tools. */
        @JsonProperty("tools")
        TOOLS,
        /** A {@code reasoning_effort} other than {@code none}. */
        @JsonProperty("effort")
        EFFORT,
        /** Any {@code reasoning_effort} but {@code none}, or no such field. */
        @JsonProperty("effort_or_default")
        EFFORT_OR_DEFAULT,
        /** A {@code tool_choice} that forces the model to call a tool. */
        @JsonProperty("forced_call")
        FORCED_CALL,
        /** A {@code tool_choice} that names the function. The model then gets this function only. */
        @JsonProperty("named_call")
        NAMED_CALL,
        /** No stream. */
        @JsonProperty("whole")
        WHOLE,
        /** No stream, and a limit of more than 4,096 tokens. */
        @JsonProperty("long_whole")
        LONG_WHOLE,
        /** Some tools with {@code strict}, and some without. */
        @JsonProperty("mixed_strict")
        MIXED_STRICT,
        /** A {@code strict} schema with properties that are not required, or an object that takes others. */
        @JsonProperty("open_strict")
        OPEN_STRICT,
        /** No {@code store}. */
        @JsonProperty("not_stored")
        NOT_STORED
    }
}
