package dev.tollgate.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.openai.GatewayException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A failure as the function reports it to Lambda, which counts it in the function's error metric.
 *
 * @param type the category and the reason
 * @param message one line for operators
 */
record FunctionError(String type, String message) {

    static FunctionError of(GatewayException failure) {
        return new FunctionError("Tollgate." + failure.kind().word(), String.valueOf(failure.getMessage()));
    }

    static FunctionError of(LambdaEventReader.UnreadableEventException failure) {
        return new FunctionError("Tollgate.unreadable_event", String.valueOf(failure.getMessage()));
    }

    /** Includes all causes, because the outermost message of a failed start says little. */
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

    /** Returns the JSON in the encoding of the trailer. */
    String base64() {
        return Base64.getEncoder().encodeToString(json());
    }
}
