package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What holds for every request of a gateway.
 *
 * @param require what must be known of whoever gets a prompt, whatever key or alias is used
 * @param markups what callers are charged beyond the cost
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Terms(
        Requirements require,
        @JsonProperty("markup_percent") Markups markups) {

    /** Anybody may get a prompt, and what is charged is the cost. */
    public static final Terms NONE = new Terms(null, null);

    public Terms {
        require = require == null ? Requirements.NONE : require;
        markups = markups == null ? Markups.NONE : markups;
    }
}
