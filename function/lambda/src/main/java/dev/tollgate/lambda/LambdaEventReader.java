package dev.tollgate.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.lambda.EventRequest.Form;
import dev.tollgate.lambda.EventRequest.Header;
import dev.tollgate.openai.JsonCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Reads the events of the schedule, of REST APIs
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html) and of HTTP APIs and function URLs
 * (https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html), which have the same form.
 *
 * <p>As trees and not as records: nothing to be registered for a native image, and no field that is not used.
 */
final class LambdaEventReader {
    private LambdaEventReader() {}

    /** What the schedule sends, and nobody through a door can: there, all that a caller says is inside of other fields. */
    private static final String WORK = "tollgate";

    private static final String SWEEP = "sweep";

    private static final String ROLL_UP = "roll-up";

    /** Why an event is not answered: it holds nothing that is known here. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    static LambdaEvent read(byte[] json) throws Unreadable {
        JsonNode event = tree(json);
        JsonNode http = event.path("requestContext").path("http");
        if (http.hasNonNull("method")) {
            return v2(event, http);
        }
        if (event.hasNonNull("httpMethod")) {
            return v1(event);
        }
        return work(text(event.path(WORK)));
    }

    private static LambdaEvent work(String name) throws Unreadable {
        if (SWEEP.equals(name)) {
            return new LambdaEvent.Sweep();
        }
        if (ROLL_UP.equals(name)) {
            return new LambdaEvent.RollUp();
        }
        throw new Unreadable("The event is none of API Gateway, of a function URL or of the schedule.");
    }

    private static JsonNode tree(byte[] json) throws Unreadable {
        try {
            return JsonCodec.mapper().readTree(json);
        } catch (JsonProcessingException broken) {
            throw new Unreadable("The event is not JSON: " + broken.getOriginalMessage());
        } catch (IOException impossible) {
            throw new Unreadable("The event cannot be read.");
        }
    }

    /** Here a header's values are joined with commas already, and a value may hold commas: so they stay joined. */
    private static EventRequest v2(JsonNode event, JsonNode http) throws Unreadable {
        List<Header> headers = new ArrayList<>();
        for (Map.Entry<String, JsonNode> header : event.path("headers").properties()) {
            add(headers, header.getKey(), header.getValue());
        }
        if (!event.path("cookies").isEmpty()) {
            StringJoiner cookies = new StringJoiner("; ");
            event.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
            headers.removeIf(header -> header.name().equalsIgnoreCase("cookie"));
            headers.add(new Header("cookie", cookies.toString()));
        }
        String path = UriText.path(event.path("rawPath").asText("/"));
        String query = event.path("rawQueryString").asText("");
        return new EventRequest(
                Form.V2,
                http.path("method").asText(),
                query.isEmpty() ? path : path + "?" + UriText.query(query),
                headers,
                body(event),
                text(http.path("sourceIp")));
    }

    private static EventRequest v1(JsonNode event) throws Unreadable {
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
        return new EventRequest(
                Form.V1,
                event.path("httpMethod").asText(),
                UriText.path(event.path("path").asText("/")) + query,
                headers,
                body(event),
                text(event.path("requestContext").path("identity").path("sourceIp")));
    }

    /** The console's test button sends the single values only. */
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
            headers.add(new Header(name, value.asText()));
        }
    }

    private static byte[] body(JsonNode event) throws Unreadable {
        String body = Optional.ofNullable(text(event.path("body"))).orElse("");
        if (!event.path("isBase64Encoded").asBoolean(false)) {
            return body.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException broken) {
            throw new Unreadable("The event's body is not base64.");
        }
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }
}
