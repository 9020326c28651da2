package dev.tollgate.provider;

/** What some models can do and others cannot. */
public enum ModelCapability {
    VISION("messages", "images"),
    FILES("messages", "files"),
    TOOLS("tools", "tools"),
    JSON_SCHEMA("response_format", "a JSON schema for its answer");

    private final String field;
    private final String words;

    ModelCapability(String field, String words) {
        this.field = field;
        this.words = words;
    }

    /** The field of a request that asks for it. */
    public String field() {
        return field;
    }

    /** What a model without it does not take, in words. */
    public String words() {
        return words;
    }
}
