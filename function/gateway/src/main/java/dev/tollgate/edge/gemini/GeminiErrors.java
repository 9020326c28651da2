package dev.tollgate.edge.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.ErrorFormat;
import dev.tollgate.edge.ServerSentEvents;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Google's errors (https://google.aip.dev/193): a status in words next to the number, and details of well-known types. Google's own
 * clients read the wait from {@code RetryInfo}.
 */
final class GeminiErrors implements ErrorFormat {
    private static final String TYPE = "@type";
    private static final String TYPES = "type.googleapis.com/google.rpc.";

    @Override
    public Optional<GatewayException> unserved(String path) {
        return UnservedGoogleEndpoints.at(path);
    }

    @Override
    public byte[] document(GatewayException failure, String requestId) {
        return ServerSentEvents.json(error(failure, requestId));
    }

    @Override
    public byte[] event(GatewayException failure, String requestId) {
        return ResponseFraming.EVENTS.event(error(failure, requestId).toString());
    }

    /** The document of an error. */
    static ObjectNode error(GatewayException failure, String requestId) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode error = document.putObject("error");
        error.put("code", failure.kind().status());
        error.put("message", failure.getMessage());
        error.put("status", status(failure.kind()));
        ArrayNode details = error.putArray("details");
        details.addObject()
                .put(TYPE, TYPES + "ErrorInfo")
                .put("reason", failure.kind().name())
                .put("domain", "tollgate");
        details.addObject().put(TYPE, TYPES + "RequestInfo").put("requestId", requestId);
        if (failure.param() != null) {
            details.addObject()
                    .put(TYPE, TYPES + "BadRequest")
                    .putArray("fieldViolations")
                    .addObject()
                    .put("field", failure.param())
                    .put("description", failure.getMessage());
        }
        if (failure.retryAfter() != null) {
            details.addObject().put(TYPE, TYPES + "RetryInfo").put("retryDelay", seconds(failure.retryAfter()));
        }
        return document;
    }

    /** As in https://cloud.google.com/apis/design/errors#handling_errors. */
    private static String status(ErrorKind kind) {
        return switch (kind.status()) {
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 405, 505 -> "UNIMPLEMENTED";
            case 409 -> "ABORTED";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 499 -> "CANCELLED";
            case 500 -> "INTERNAL";
            case 502, 503 -> "UNAVAILABLE";
            case 408, 504 -> "DEADLINE_EXCEEDED";
            default -> "INVALID_ARGUMENT";
        };
    }

    private static String seconds(Duration wait) {
        return String.format(Locale.ROOT, "%d.%03ds", wait.toSeconds(), wait.toMillisPart());
    }
}
