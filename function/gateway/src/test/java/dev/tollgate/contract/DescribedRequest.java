package dev.tollgate.contract;

import static dev.tollgate.contract.OpenApiDocument.errors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.client.Response;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What may be sent to an operation. */
record DescribedRequest(OpenApiOperation operation) {
    private static final Set<String> ABOUT_THE_BODY = Set.of("invalid_value", "missing_required_parameter");

    /** What of an answered request is not as it is described; and of a refused one, what should not be. */
    List<String> breaches(HttpRequest request, Response response) {
        if (request.headers().firstValue("content-encoding").isPresent() || isForm(request)) {
            // The schema describes what a compressed body inflates to, and JSON.
            return List.of();
        }
        if (response.status() == 200) {
            List<String> breaches = new ArrayList<>();
            breaches.addAll(parameters(request));
            breaches.addAll(body(request));
            return breaches;
        }
        return response.status() == 400
                        && isAboutTheBody(response)
                        && body(request).isEmpty()
                ? List.of("the schema accepts what is refused: express it there, or add a RequestGap")
                : List.of();
    }

    private static boolean isForm(HttpRequest request) {
        return request.headers()
                .firstValue("content-type")
                .filter(type -> type.startsWith("multipart/"))
                .isPresent();
    }

    /** Headers and parameters of a query are named as such, the body's fields by their path. */
    private boolean isAboutTheBody(Response response) {
        JsonNode error = response.json().path("error");
        if (error.path("code").isNumber()) {
            // Google's errors have their field elsewhere, and its tests compare them.
            return false;
        }
        return operation.requestSchema().isPresent()
                && operation.parameterSchema(error.path("param").asText()).isEmpty()
                && ABOUT_THE_BODY.contains(error.path("code").asText())
                && !RequestGap.covers(error.path("message").asText());
    }

    private List<String> body(HttpRequest request) {
        Optional<String> schema = operation.requestSchema();
        if (schema.isEmpty()) {
            return List.of();
        }
        return OpenApiContract.json(SentBody.of(request))
                .map(body -> errors(schema.get(), body))
                .orElse(List.of("no JSON"));
    }

    private List<String> parameters(HttpRequest request) {
        Stream<List<String>> ofQuery = query(request.uri()).map(entry -> parameter(entry.getKey(), entry.getValue()));
        Stream<List<String>> ofHeaders = request.headers().map().entrySet().stream()
                .filter(header -> header.getKey().startsWith("x-tollgate-")
                        || operation.parameterSchema(header.getKey()).isPresent())
                .map(header -> parameter(header.getKey(), header.getValue().getFirst()));
        return Stream.concat(ofQuery, ofHeaders).flatMap(List::stream).toList();
    }

    private List<String> parameter(String name, String value) {
        return operation
                .parameterSchema(name)
                .map(schema -> errors(schema, JsonNodeFactory.instance.textNode(value)))
                .orElse(List.of("unknown parameter " + name));
    }

    private static Stream<Map.Entry<String, String>> query(URI uri) {
        return uri.getQuery() == null
                ? Stream.of()
                : Stream.of(uri.getQuery().split("&", -1)).map(DescribedRequest::entry);
    }

    private static Map.Entry<String, String> entry(String text) {
        int equals = text.indexOf('=');
        return Map.entry(text.substring(0, equals), text.substring(equals + 1));
    }
}
