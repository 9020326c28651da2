package dev.tollgate.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.tollgate.emulator.EmulatorOptions.EndpointType;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Converts HTTP requests to the events of the endpoint types. */
final class ProxyEvent {
    private static final Pattern TEXT = Pattern.compile("(?i)text/|application/(json|javascript|xml)");

    /** As {@code x-amazon-apigateway-binary-media-types} of {@code infra/api.yaml} has it. */
    private static final Pattern BINARY = Pattern.compile("(?i)multipart/form-data");

    private ProxyEvent() {}

    /**
     * The event of a request.
     *
     * @param callerArn the AWS identity whose signature the endpoint has verified; null if it verifies none here
     */
    static byte[] of(EndpointType endpoint, HttpExchange http, byte[] body, @Nullable String callerArn) {
        ObjectNode event = endpoint == EndpointType.REST ? v1(http, callerArn) : v2(http, endpoint, callerArn);
        body(event, http, body, endpoint);
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode v1(HttpExchange http, @Nullable String callerArn) {
        ObjectNode event = object().put("resource", "/{proxy+}");
        event.put("path", http.getRequestURI().getPath());
        event.put("httpMethod", http.getRequestMethod());
        event.putObject("pathParameters")
                .put("proxy", http.getRequestURI().getPath().substring(1));
        ObjectNode single = event.putObject("headers");
        ObjectNode multiple = event.putObject("multiValueHeaders");
        EndpointHeaders.ofEvent(http).forEach((name, values) -> {
            single.put(name, values.getLast());
            values.forEach(value -> multiple.withArray(name).add(value));
        });
        query(event, http.getRequestURI().getRawQuery());
        ObjectNode context = event.putObject("requestContext");
        context.put("stage", "local").put("httpMethod", http.getRequestMethod());
        context.putObject("identity").put("sourceIp", sourceIp(http)).put("userArn", callerArn);
        return event;
    }

    /** API Gateway decodes queries in version 1, and forwards them unchanged in version 2. */
    private static void query(ObjectNode event, @Nullable String query) {
        if (query == null) {
            event.putNull("queryStringParameters").putNull("multiValueQueryStringParameters");
            return;
        }
        ObjectNode single = event.putObject("queryStringParameters");
        ObjectNode multiple = event.putObject("multiValueQueryStringParameters");
        fields(query).forEach((name, values) -> {
            single.put(name, values.getLast());
            values.forEach(value -> multiple.withArray(name).add(value));
        });
    }

    private static Map<String, List<String>> fields(String query) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String field : query.split("&", -1)) {
            String[] parts = field.split("=", 2);
            String value = parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
            fields.computeIfAbsent(URLDecoder.decode(parts[0], StandardCharsets.UTF_8), _ -> new ArrayList<>())
                    .add(value);
        }
        return fields;
    }

    private static ObjectNode v2(HttpExchange http, EndpointType endpoint, @Nullable String callerArn) {
        ObjectNode event = object().put("version", "2.0").put("routeKey", "$default");
        event.put("rawPath", http.getRequestURI().getRawPath());
        String query = http.getRequestURI().getRawQuery();
        event.put("rawQueryString", query == null ? "" : query);
        if (query != null) {
            ObjectNode joined = event.putObject("queryStringParameters");
            fields(query).forEach((name, values) -> joined.put(name, String.join(",", values)));
        }
        ObjectNode headers = event.putObject("headers");
        for (Map.Entry<String, List<String>> header :
                EndpointHeaders.ofEvent(http).entrySet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.equals("cookie")) {
                for (String cookie : String.join("; ", header.getValue()).split("; ?", -1)) {
                    event.withArray("cookies").add(cookie);
                }
            } else {
                headers.put(name, String.join(",", header.getValue()));
            }
        }
        ObjectNode context = event.putObject("requestContext");
        context.put("stage", "$default")
                .put("domainName", endpoint == EndpointType.URL ? "local.lambda-url" : "local.execute-api");
        if (callerArn != null) {
            context.putObject("authorizer").putObject("iam").put("userArn", callerArn);
        }
        context.putObject("http")
                .put("method", http.getRequestMethod())
                .put("path", http.getRequestURI().getRawPath())
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", sourceIp(http));
        return event;
    }

    /** A REST API encodes what its template calls binary. The others encode each body whose content type is not text. */
    private static void body(ObjectNode event, HttpExchange http, byte[] body, EndpointType endpoint) {
        String text = endpoint == EndpointType.REST ? restText(http, body) : hasTextType(http) ? utf8(body) : null;
        boolean encoded = text == null;
        if (body.length == 0 && endpoint == EndpointType.REST) {
            event.putNull("body");
        } else if (body.length > 0) {
            event.put("body", encoded ? Base64.getEncoder().encodeToString(body) : text);
        }
        event.put("isBase64Encoded", encoded && body.length > 0);
    }

    /** Anything but a form with files is text to a REST API, which replaces what is none. */
    private static @Nullable String restText(HttpExchange http, byte[] body) {
        String type = http.getRequestHeaders().getFirst("content-type");
        return type != null && BINARY.matcher(type).lookingAt() ? null : new String(body, StandardCharsets.UTF_8);
    }

    private static boolean hasTextType(HttpExchange http) {
        String type = http.getRequestHeaders().getFirst("content-type");
        return type != null && TEXT.matcher(type).lookingAt();
    }

    /** Returns null if the bytes are not valid UTF-8. */
    private static @Nullable String utf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException binary) {
            return null;
        }
    }

    private static String sourceIp(HttpExchange http) {
        return http.getRemoteAddress().getAddress().getHostAddress();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
