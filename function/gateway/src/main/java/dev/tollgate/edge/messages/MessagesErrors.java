package dev.tollgate.edge.messages;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.ErrorFormat;
import dev.tollgate.edge.ServerSentEvents;
import dev.tollgate.edge.UnservedEndpoints;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Errors as Anthropic words them (https://platform.claude.com/docs/en/api/errors): {@code {"type": "error", "error": {type, message},
 * request_id}}, with OpenAI's code as the {@code error_code} of the details.
 */
final class MessagesErrors implements ErrorFormat {
    private static final Pattern BATCHES = Pattern.compile("(/v1)?/messages/batches(/.*)?");

    /** Claude Code compacts a conversation only if the message has one of these (Menci/Floway#166, StringKe/claudex#10). */
    private static final String TOO_LONG = "prompt is too long";

    private static final String OVER_LIMIT = "input length and `max_tokens` exceed context limit";

    private final Clock clock;

    MessagesErrors(Clock clock) {
        this.clock = clock;
    }

    @Override
    public int status(GatewayException failure) {
        return switch (failure.kind()) {
            case INSUFFICIENT_QUOTA -> 402;
            case UPSTREAM_OVERLOADED, OVERLOADED -> 529;
            default -> failure.kind().status();
        };
    }

    @Override
    public Map<String, String> headers(GatewayException failure) {
        return MessagesRates.headers(failure.rates(), clock.instant());
    }

    @Override
    public Optional<GatewayException> unserved(String path) {
        return BATCHES.matcher(path).matches()
                ? Optional.of(UnservedEndpoints.error(
                        path,
                        "its batches have OpenAI's form. Use /v1/files and /v1/batches, which Claude answers as well"))
                : ErrorFormat.super.unserved(path);
    }

    @Override
    public byte[] document(GatewayException failure, String requestId) {
        return ServerSentEvents.json(error(failure, requestId));
    }

    @Override
    public byte[] event(GatewayException failure, String requestId) {
        return ServerSentEvents.typed(error(failure, requestId));
    }

    private ObjectNode error(GatewayException failure, String requestId) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("type", "error");
        ObjectNode error =
                document.putObject("error").put("type", type(failure)).put("message", message(failure));
        error.putObject("details").put("error_code", failure.kind().code());
        return document.put("request_id", requestId);
    }

    private static String message(GatewayException failure) {
        String message = failure.getMessage();
        boolean known = message.contains(TOO_LONG) || message.contains(OVER_LIMIT);
        return failure.kind() != ErrorKind.CONTEXT_LENGTH_EXCEEDED || known ? message : TOO_LONG + ": " + message;
    }

    private String type(GatewayException failure) {
        if (failure.kind() == ErrorKind.UPSTREAM_TIMEOUT || failure.kind() == ErrorKind.REQUEST_TIMEOUT) {
            return "timeout_error";
        }
        int status = status(failure);
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 409 -> "conflict_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 529 -> "overloaded_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    }
}
