package dev.tollgate.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.openai.GatewayException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * What Lambda is told of a failure; it counts it in the function's error metric.
 *
 * @param type a category and a reason
 * @param message one line for operators
 */
record FunctionError(String type, String message) {

    static FunctionError of(GatewayException failure) {
        return new FunctionError("Tollgate." + failure.kind().name().toLowerCase(Locale.ROOT), failure.getMessage());
    }

    /** With the causes behind it: where a start fails, the first message says the least. */
    static FunctionError of(Throwable failure) {
        StringBuilder message = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            message.append(message.isEmpty() ? "" : "; caused by ").append(cause);
        }
        return new FunctionError(failure.getClass().getName(), message.toString());
    }

    byte[] json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("errorMessage", message)
                .put("errorType", type)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** As a trailer carries it. */
    String base64() {
        return Base64.getEncoder().encodeToString(json());
    }
}
