package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The role of a message's author. */
public enum Role {
    @JsonProperty("system")
    SYSTEM,
    @JsonProperty("developer")
    DEVELOPER,
    @JsonProperty("user")
    USER,
    @JsonProperty("assistant")
    ASSISTANT,
    @JsonProperty("tool")
    TOOL,
    @JsonProperty("function")
    FUNCTION
}
