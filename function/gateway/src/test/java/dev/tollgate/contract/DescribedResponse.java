package dev.tollgate.contract;

import static dev.tollgate.contract.OpenApiDocument.ROOT;
import static dev.tollgate.contract.OpenApiDocument.errors;
import static dev.tollgate.contract.OpenApiDocument.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A response of the document.
 *
 * @param pointer its name there
 * @param headers by their names in small letters
 */
record DescribedResponse(String pointer, Map<String, DescribedHeader> headers) {
    private static final Map<String, DescribedResponse> KNOWN = new ConcurrentHashMap<>();

    /** What HTTP itself and cross-origin requests need. */
    private static final Set<String> OF_HTTP = Set.of(
            "content-type",
            "content-length",
            "transfer-encoding",
            "connection",
            "date",
            "accept-encoding",
            "allow",
            "vary",
            "access-control-allow-origin",
            "access-control-expose-headers");

    static DescribedResponse at(String pointer) {
        return KNOWN.computeIfAbsent(pointer, DescribedResponse::read);
    }

    private static DescribedResponse read(String pointer) {
        Map<String, DescribedHeader> headers = ROOT.at(pointer + "/headers")
                .propertyStream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toMap(
                        name -> name.toLowerCase(Locale.ROOT),
                        name -> DescribedHeader.of(name, pointer + "/headers" + step(name))));
        return new DescribedResponse(pointer, headers);
    }

    /** What of a response is not as it is described. */
    List<String> breaches(Response response) {
        List<String> breaches = new ArrayList<>();
        headers.values().stream()
                .filter(header -> header.required() && response.header(header.name()) == null)
                .forEach(header -> breaches.add("no header " + header.name()));
        response.headers().map().forEach((name, values) -> breaches.addAll(header(name, values.getFirst())));
        breaches.addAll(body(response));
        return breaches;
    }

    private List<String> header(String name, String value) {
        DescribedHeader described = headers.get(name);
        if (described != null) {
            return described.breaches(value);
        }
        return OF_HTTP.contains(name) ? List.of() : List.of("unknown header " + name);
    }

    private List<String> body(Response response) {
        String type = response.header("content-type").replaceFirst(";.*", "");
        String content = pointer + "/content" + step(type);
        if (ROOT.at(content).isMissingNode()) {
            return List.of("unknown content type " + type);
        }
        return switch (type) {
            case "application/json" -> errors(content + "/schema", response.json());
            case "text/event-stream" ->
                events(response.body())
                        .flatMap(event -> errors(content + "/x-event-schema", event).stream())
                        .toList();
            default -> List.of();
        };
    }

    private static Stream<JsonNode> events(String body) {
        return body.lines().filter(line -> line.startsWith("data: {")).map(line -> OpenApiContract.json(
                        line.substring("data: ".length()))
                .orElse(TextNode.valueOf(line)));
    }
}
