package dev.tollgate.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares what goes between tests and the admin API with {@code docs/openapi-admin.yaml}: every answer, and every request that is
 * accepted, must be as it is written there.
 */
final class AdminContract implements Filter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern AND = Pattern.compile("&");
    private static final String ERROR = "/components/schemas/Error";

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response response = context.next(request, expected);
        URI uri = URI.create(request.getURI());
        Optional<String> operation = AdminApiDocument.operation(request.getMethod(), uri.getRawPath());
        List<String> breaches = operation
                .map(pointer -> breaches(pointer, request, uri, response))
                .orElseGet(() -> ofNothing(response));
        assertThat(breaches)
                .as(
                        "docs/openapi-admin.yaml, %s %s, %d %s",
                        request.getMethod(), uri, response.statusCode(), response.asString())
                .isEmpty();
        return response;
    }

    /** Whatever is not in the document is no part of the API. */
    private static List<String> ofNothing(Response response) {
        return Set.of(404, 405).contains(response.statusCode()) ? List.of() : List.of("no such operation");
    }

    private static List<String> breaches(
            String operation, FilterableRequestSpecification request, URI uri, Response response) {
        List<String> breaches = new ArrayList<>(answer(operation, response));
        if (response.statusCode() < 400) {
            breaches.addAll(parameters(operation, request, uri));
            breaches.addAll(body(operation + "/requestBody/content", request));
        }
        return breaches;
    }

    private static List<String> answer(String operation, Response response) {
        String status = operation + "/responses/" + response.statusCode();
        if (AdminApiDocument.at(status).isMissingNode()) {
            return response.statusCode() < 400
                    ? List.of("no such status")
                    : AdminApiDocument.errors(ERROR, tree(response.asString()));
        }
        String content = AdminApiDocument.resolved(status) + "/content";
        String type = Optional.ofNullable(response.contentType()).orElse("").replaceAll(";.*", "");
        JsonNode documented = AdminApiDocument.at(content);
        if (documented.isMissingNode()) {
            return response.asString().isEmpty() ? List.of() : List.of("a body");
        }
        if (!documented.has(type)) {
            return List.of("no such type of content: " + type);
        }
        return type.equals("application/json")
                ? AdminApiDocument.errors(content + "/application~1json/schema", tree(response.asString()))
                : List.of();
    }

    private static List<String> parameters(String operation, FilterableRequestSpecification request, URI uri) {
        List<JsonNode> documented = IntStream.range(
                        0, AdminApiDocument.at(operation + "/parameters").size())
                .mapToObj(index -> AdminApiDocument.at(operation + "/parameters/" + index))
                .toList();
        Set<String> names =
                documented.stream().map(known -> known.path("name").asText()).collect(Collectors.toSet());
        Stream<String> unknown = AND.splitAsStream(
                        Optional.ofNullable(uri.getRawQuery()).orElse(""))
                .map(field -> field.replaceAll("=.*", ""))
                .filter(name -> !name.isEmpty() && !names.contains(name))
                .map(name -> "no such parameter: " + name);
        Stream<String> missing = documented.stream()
                .filter(known -> known.path("in").asText().equals("header")
                        && known.path("required").asBoolean()
                        && !request.getHeaders()
                                .hasHeaderWithName(known.path("name").asText()))
                .map(known -> "accepted without " + known.path("name").asText());
        return Stream.concat(unknown, missing).toList();
    }

    private static List<String> body(String content, FilterableRequestSpecification request) {
        String schema = content + "/application~1json/schema";
        return request.getBody() == null || AdminApiDocument.at(schema).isMissingNode()
                ? List.of()
                : AdminApiDocument.errors(schema, tree(request.getBody()));
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("this is no JSON: " + json, notJson);
        }
    }
}
