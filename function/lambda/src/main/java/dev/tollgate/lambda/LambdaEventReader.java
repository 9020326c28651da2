package dev.tollgate.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.lambda.EventRequest.Header;
import dev.tollgate.lambda.EventRequest.PayloadFormat;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.storedresponse.ResponseName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of schedules, of the function itself, of REST APIs
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html), and of HTTP APIs and function URLs
 * (https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html), which use the same format.
 *
 * <p>Reads trees and not records, so that the native image needs no registered classes and no unused fields are read.
 */
final class LambdaEventReader {
    private LambdaEventReader() {}

    /**
     * The field that names a job. Callers cannot send it through an endpoint, because an endpoint puts all their
     * data into other fields.
     */
    static final String JOB = "tollgate";

    private static final String SWEEP = "sweep";

    private static final String ROLL_UP = "roll-up";

    private static final String BUDGET_ALERTS = "budget-alerts";

    private static final String BATCHES = "batches";

    static final String RESPOND = "respond";

    /** An event that the function does not understand. */
    static final class UnreadableEventException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableEventException(String message) {
            super(message);
        }
    }

    static LambdaEvent read(byte[] json) throws UnreadableEventException {
        JsonNode event = tree(json);
        JsonNode http = event.path("requestContext").path("http");
        if (http.hasNonNull("method")) {
            return request(PayloadFormat.V2, () -> v2(event, http));
        }
        if (event.hasNonNull("httpMethod")) {
            return request(PayloadFormat.V1, () -> v1(event));
        }
        return event.has(JOB) ? job(text(event.path(JOB)), event) : new LambdaEvent.ForeignEvent(EventSource.of(event));
    }

    private static LambdaEvent request(PayloadFormat format, Supplier<EventRequest> reader) {
        try {
            return reader.get();
        } catch (GatewayException malformed) {
            return new LambdaEvent.MalformedRequest(format, malformed);
        }
    }

    private static LambdaEvent job(@Nullable String name, JsonNode event) throws UnreadableEventException {
        if (SWEEP.equals(name)) {
            return new LambdaEvent.Sweep();
        }
        if (ROLL_UP.equals(name)) {
            return new LambdaEvent.RollUp();
        }
        if (BUDGET_ALERTS.equals(name)) {
            return new LambdaEvent.BudgetAlerts();
        }
        if (BATCHES.equals(name)) {
            return new LambdaEvent.BatchRun();
        }
        if (RESPOND.equals(name)) {
            return queuedResponse(event);
        }
        throw new UnreadableEventException("The gateway has no job of this name.");
    }

    private static LambdaEvent queuedResponse(JsonNode event) throws UnreadableEventException {
        try {
            return new LambdaEvent.QueuedResponse(
                    new ResponseName(
                            event.path("key_id").asText(),
                            event.path("response").asText()),
                    QueuedCaller.read(event),
                    Base64.getDecoder().decode(event.path("secret").asText()));
        } catch (IllegalArgumentException malformed) {
            throw new UnreadableEventException("The event names no queued response.");
        }
    }

    private static JsonNode tree(byte[] json) throws UnreadableEventException {
        try {
            return JsonCodec.mapper().readTree(json);
        } catch (JsonProcessingException broken) {
            throw new UnreadableEventException("The event is not JSON: " + broken.getOriginalMessage());
        } catch (IOException unreadable) {
            throw new UnreadableEventException("The event cannot be read.");
        }
    }

    /** Format 2 joins the values of a header with commas. They stay joined, because a value may itself contain commas. */
    private static EventRequest v2(JsonNode event, JsonNode http) {
        List<Header> headers = new ArrayList<>();
        for (Map.Entry<String, JsonNode> header : event.path("headers").properties()) {
            add(headers, header.getKey(), header.getValue());
        }
        if (!event.path("cookies").isEmpty()) {
            StringJoiner cookies = new StringJoiner("; ");
            event.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
            headers.removeIf(header -> header.name().equalsIgnoreCase("cookie"));
            headers.add(RequestHeadRules.header("cookie", cookies.toString()));
        }
        String path = UriText.path(EventPath.v2(event));
        String query = event.path("rawQueryString").asText("");
        return new EventRequest(
                PayloadFormat.V2,
                RequestHeadRules.method(http.path("method").asText()),
                query.isEmpty() ? path : path + "?" + UriText.query(query),
                headers,
                body(event),
                text(event.path("requestContext").path("authorizer").path("iam").path("userArn")));
    }

    private static EventRequest v1(JsonNode event) {
        List<Header> headers = new ArrayList<>();
        for (Map.Entry<String, JsonNode> header : fields(event, "multiValueHeaders", "headers")) {
            values(header.getValue()).forEach(value -> add(headers, header.getKey(), value));
        }
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        for (Map.Entry<String, JsonNode> field :
                fields(event, "multiValueQueryStringParameters", "queryStringParameters")) {
            values(field.getValue())
                    .forEach(value ->
                            query.add(UriText.component(field.getKey()) + "=" + UriText.component(value.asText())));
        }
        JsonNode identity = event.path("requestContext").path("identity");
        return new EventRequest(
                PayloadFormat.V1,
                RequestHeadRules.method(event.path("httpMethod").asText()),
                UriText.path(EventPath.v1(event)) + query,
                headers,
                body(event),
                text(identity.path("userArn")));
    }

    /** Test events of the API Gateway console have only the single-value field. */
    private static Iterable<Map.Entry<String, JsonNode>> fields(JsonNode event, String multiple, String single) {
        return event.path(multiple).isEmpty()
                ? event.path(single).properties()
                : event.path(multiple).properties();
    }

    private static Iterable<JsonNode> values(JsonNode value) {
        return value.isArray() ? value : List.of(value);
    }

    private static void add(List<Header> headers, String name, JsonNode value) {
        if (!value.isNull()) {
            headers.add(RequestHeadRules.header(name, value.asText()));
        }
    }

    private static byte[] body(JsonNode event) {
        String body = Optional.ofNullable(text(event.path("body"))).orElse("");
        if (!event.path("isBase64Encoded").asBoolean(false)) {
            return body.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException broken) {
            throw new GatewayException(ErrorKind.INVALID_VALUE, "The body of the event is not base64.");
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }
}
