package dev.tollgate.emulator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.tollgate.emulator.EmulatorOptions.EndpointType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What endpoints do to headers: those of a connection end there, a client's address is added, and a REST API renames some of a response's
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html).
 */
final class EndpointHeaders {
    private static final Set<String> OF_CONNECTION = Set.of(
            "connection", "content-length", "expect", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade");

    private static final Set<String> REMAPPED = Set.of(
            "authorization",
            "connection",
            "content-length",
            "date",
            "host",
            "server",
            "user-agent",
            "www-authenticate");

    private EndpointHeaders() {}

    /** The headers that the function sees. */
    static Headers ofEvent(HttpExchange http) {
        Headers headers = new Headers();
        http.getRequestHeaders().entrySet().stream()
                .filter(header -> !OF_CONNECTION.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .forEach(header -> headers.put(header.getKey(), header.getValue()));
        headers.put("X-Forwarded-For", forwardedFor(http));
        headers.put("X-Forwarded-Port", List.of("443"));
        headers.put("X-Forwarded-Proto", List.of("https"));
        return headers;
    }

    /** What a client claims stays in front. */
    private static List<String> forwardedFor(HttpExchange http) {
        String address = http.getRemoteAddress().getAddress().getHostAddress();
        String claimed = http.getRequestHeaders().getFirst("x-forwarded-for");
        return List.of(claimed == null ? address : claimed + ", " + address);
    }

    /** Adds a header of the function's response as the client sees it. */
    static void add(Headers response, EndpointType endpoint, Map.Entry<String, String> header) {
        String name = header.getKey().toLowerCase(Locale.ROOT);
        if (endpoint == EndpointType.REST && REMAPPED.contains(name)) {
            response.add("x-amzn-remapped-" + name, header.getValue());
        } else if (!OF_CONNECTION.contains(name)) {
            response.add(header.getKey(), header.getValue());
        }
    }
}
