package dev.tollgate.emulator;

import com.sun.net.httpserver.HttpExchange;
import dev.tollgate.emulator.EmulatorOptions.EndpointType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * An error of the endpoint itself, which the function never sees. A REST API's are gateway responses, which {@code infra/api.yaml} writes in
 * OpenAI's form (https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html). HTTP APIs and function
 * URLs have a form of their own, which nobody can change.
 */
enum EndpointError {
    /** A path that no resource has. */
    MISSING_AUTHENTICATION_TOKEN(403, "Missing Authentication Token", 404, 404, "Not Found"),
    /** The signature is missing or wrong. */
    FORBIDDEN(403, "Forbidden", 403, 403, "Forbidden"),
    REQUEST_TOO_LARGE(413, "Request Too Long", 413, 413, "Request Entity Too Large"),
    THROTTLED(429, "Too Many Requests", 429, 429, "Too Many Requests"),
    /** Lambda has no capacity left, or the function cannot be started. */
    INTEGRATION_FAILURE(503, "The gateway cannot take this request now. Try again.", 503, 429, "Service Unavailable"),
    INTEGRATION_TIMEOUT(504, "The gateway did not respond in time.", 503, 504, "Service Unavailable"),
    /** The function failed, or its response cannot be read. */
    BAD_RESPONSE(502, "Internal server error", 500, 502, "Internal Server Error");

    private final int restStatus;
    private final String restMessage;
    private final int httpStatus;
    private final int urlStatus;
    private final String message;

    EndpointError(int restStatus, String restMessage, int httpStatus, int urlStatus, String message) {
        this.restStatus = restStatus;
        this.restMessage = restMessage;
        this.httpStatus = httpStatus;
        this.urlStatus = urlStatus;
        this.message = message;
    }

    /** Responds with the error, in the form of the endpoint type. */
    void send(HttpExchange http, EndpointType endpoint) throws IOException {
        boolean rest = endpoint == EndpointType.REST;
        if (rest && (this == THROTTLED || this == INTEGRATION_FAILURE)) {
            http.getResponseHeaders().set("retry-after", "1");
        }
        if (rest && this == MISSING_AUTHENTICATION_TOKEN) {
            http.getResponseHeaders().set("x-amzn-errortype", "MissingAuthenticationTokenException");
        }
        byte[] body = (rest ? restBody() : "{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("content-type", "application/json");
        http.sendResponseHeaders(status(endpoint), body.length);
        http.getResponseBody().write(body);
    }

    private int status(EndpointType endpoint) {
        return switch (endpoint) {
            case REST -> restStatus;
            case HTTP -> httpStatus;
            case URL -> urlStatus;
        };
    }

    private String restBody() {
        return "{\"error\": {\"message\": \"%s\", \"type\": \"%s\", \"param\": null, \"code\": \"%s\"}}"
                .formatted(restMessage, type(), code());
    }

    /** As the templates of {@code infra/api.yaml} have it. */
    private String type() {
        return switch (this) {
            case THROTTLED -> "requests";
            case MISSING_AUTHENTICATION_TOKEN, FORBIDDEN, REQUEST_TOO_LARGE -> "invalid_request_error";
            case INTEGRATION_FAILURE, INTEGRATION_TIMEOUT, BAD_RESPONSE -> "server_error";
        };
    }

    private String code() {
        return switch (this) {
            case THROTTLED -> "rate_limit_exceeded";
            case INTEGRATION_FAILURE -> "overloaded";
            case INTEGRATION_TIMEOUT -> "timeout";
            case BAD_RESPONSE -> "BAD_GATEWAY";
            case MISSING_AUTHENTICATION_TOKEN, FORBIDDEN, REQUEST_TOO_LARGE -> name();
        };
    }
}
