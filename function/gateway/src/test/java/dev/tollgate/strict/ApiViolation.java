package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;

/** A request that the real API refuses, with the status and the body of its refusal. */
public final class ApiViolation extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String body;

    /** A refusal in the provider's own form. */
    public ApiViolation(int status, String message, JsonNode body) {
        super(message);
        this.status = status;
        this.body = body.toString();
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The body, as JSON. */
    public String body() {
        return body;
    }
}
