package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What holds for every request of a gateway.
 *
 * @param require what must be known of whoever gets a prompt, whatever key or alias is used
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Terms(Requirements require) {

    /** Anybody may get a prompt. */
    public static final Terms NONE = new Terms(null);

    public Terms {
        require = require == null ? Requirements.NONE : require;
    }
}
