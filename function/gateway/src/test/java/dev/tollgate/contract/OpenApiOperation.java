package dev.tollgate.contract;

import static dev.tollgate.contract.OpenApiDocument.ROOT;
import static dev.tollgate.contract.OpenApiDocument.at;
import static dev.tollgate.contract.OpenApiDocument.resolved;
import static dev.tollgate.contract.OpenApiDocument.step;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An operation of the document.
 *
 * @param method in capital letters
 * @param path with its parameters in braces
 */
record OpenApiOperation(String method, String path) {
    private static final List<OpenApiOperation> ALL = ROOT.path("paths")
            .propertyStream()
            .flatMap(path -> path.getValue()
                    .propertyStream()
                    .map(method -> new OpenApiOperation(method.getKey().toUpperCase(Locale.ROOT), path.getKey())))
            .toList();

    static List<OpenApiOperation> all() {
        return ALL;
    }

    /** The one that answers a request. */
    static Optional<OpenApiOperation> of(String method, String path) {
        return ALL.stream()
                .filter(operation -> operation.method.equals(method) && operation.matches(path))
                .findFirst();
    }

    /** The name of the response with this status; empty where there is none. */
    Optional<String> response(int status) {
        return response(Integer.toString(status));
    }

    /** The name of the response with every other status; empty where there is none. */
    Optional<String> otherwise() {
        return response("default");
    }

    private Optional<String> response(String status) {
        String response = pointer() + "/responses/" + status;
        return ROOT.at(response).isMissingNode() ? Optional.empty() : Optional.of(resolved(response));
    }

    /** The name of the schema of what is sent; empty where nothing is. */
    Optional<String> requestSchema() {
        String schema = pointer() + "/requestBody/content/application~1json/schema";
        return ROOT.at(schema).isMissingNode() ? Optional.empty() : Optional.of(schema);
    }

    /** An example of what is sent; empty where nothing is. */
    Optional<JsonNode> example() {
        return ROOT.at(pointer() + "/requestBody/content/application~1json/examples")
                .valueStream()
                .map(example -> example.path("value"))
                .findFirst();
    }

    /** The names of its parameters in this place, such as {@code query}. */
    List<String> parameters(String place) {
        return parameters()
                .map(OpenApiDocument::at)
                .filter(parameter -> parameter.path("in").asText().equals(place))
                .map(parameter -> parameter.path("name").textValue())
                .toList();
    }

    /** The name of the schema of a parameter, whose name headers may write in any case. */
    Optional<String> parameterSchema(String name) {
        return parameters()
                .filter(pointer -> at(pointer).path("name").asText().equalsIgnoreCase(name))
                .map(pointer -> resolved(pointer) + "/schema")
                .findFirst();
    }

    private Stream<String> parameters() {
        String parameters = pointer() + "/parameters/";
        return IntStream.range(0, ROOT.at(pointer() + "/parameters").size()).mapToObj(index -> parameters + index);
    }

    /** A parameter may hold slashes: models' names do. */
    private boolean matches(String requested) {
        return requested.matches(
                Stream.of(path.split("\\{\\w+}", -1)).map(Pattern::quote).collect(joining(".+")));
    }

    private String pointer() {
        return "/paths" + step(path) + "/" + method.toLowerCase(Locale.ROOT);
    }
}
