package dev.tollgate.provider;

/** A capability that some models have and others lack. */
public enum ModelCapability {
    VISION("messages", "images"),
    FILES("messages", "files"),
    TOOLS("tools", "tools"),
    JSON_SCHEMA("response_format", "a JSON schema for its answer");

    private final String field;
    private final String description;

    ModelCapability(String field, String description) {
        this.field = field;
        this.description = description;
    }

    /** The request field that requires it. */
    public String field() {
        return field;
    }

    /** What a model without it does not accept, in plain English. */
    public String description() {
        return description;
    }
}
