package dev.tollgate.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.tollgate.emulator.Options.Door;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An HTTP request as the doors tell it to the function. */
final class Event {
    private Event() {}

    static byte[] of(Door door, HttpExchange http, byte[] body) {
        ObjectNode event = door == Door.REST ? v1(http) : v2(http, door);
        body(event, body, door);
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode v1(HttpExchange http) {
        ObjectNode event = object().put("resource", "/{proxy+}");
        event.put("path", http.getRequestURI().getPath());
        event.put("httpMethod", http.getRequestMethod());
        ObjectNode single = event.putObject("headers");
        ObjectNode multiple = event.putObject("multiValueHeaders");
        http.getRequestHeaders().forEach((name, values) -> {
            single.put(name, values.getLast());
            values.forEach(value -> multiple.withArray(name).add(value));
        });
        query(event, http.getRequestURI().getRawQuery());
        ObjectNode context = event.putObject("requestContext");
        context.put("stage", "local").put("httpMethod", http.getRequestMethod());
        context.putObject("identity").put("sourceIp", sourceIp(http));
        return event;
    }

    /** API Gateway decodes queries for the first version, and passes them on as they are in the second. */
    private static void query(ObjectNode event, String query) {
        if (query == null) {
            event.putNull("queryStringParameters").putNull("multiValueQueryStringParameters");
            return;
        }
        ObjectNode single = event.putObject("queryStringParameters");
        ObjectNode multiple = event.putObject("multiValueQueryStringParameters");
        for (String field : query.split("&", -1)) {
            String[] parts = field.split("=", 2);
            String name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
            String value = parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
            single.put(name, value);
            multiple.withArray(name).add(value);
        }
    }

    private static ObjectNode v2(HttpExchange http, Door door) {
        ObjectNode event = object().put("version", "2.0").put("routeKey", "$default");
        event.put("rawPath", http.getRequestURI().getRawPath());
        event.put(
                "rawQueryString",
                http.getRequestURI().getRawQuery() == null
                        ? ""
                        : http.getRequestURI().getRawQuery());
        ObjectNode headers = event.putObject("headers");
        for (Map.Entry<String, List<String>> header : http.getRequestHeaders().entrySet()) {
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
        context.put("stage", "$default").put("domainName", door == Door.URL ? "local.lambda-url" : "local.execute-api");
        context.putObject("http")
                .put("method", http.getRequestMethod())
                .put("path", http.getRequestURI().getRawPath())
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", sourceIp(http));
        return event;
    }

    /** A REST API passes text on as it is; the others encode what is not said to be text. */
    private static void body(ObjectNode event, byte[] body, Door door) {
        String text = utf8(body);
        boolean encoded = text == null || door == Door.URL;
        if (body.length == 0) {
            event.putNull("body");
        } else {
            event.put("body", encoded ? Base64.getEncoder().encodeToString(body) : text);
        }
        event.put("isBase64Encoded", encoded && body.length > 0);
    }

    private static String utf8(byte[] body) {
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
