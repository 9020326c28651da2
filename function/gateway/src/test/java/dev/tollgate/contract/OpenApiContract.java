package dev.tollgate.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.client.Response;
import dev.tollgate.openai.JsonCodec;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Compares what goes between a client and a running gateway with {@code docs/openapi.yaml}: every response that a test
 * gets, and every request that is answered, must be as it is written there.
 */
public final class OpenApiContract {
    /** Methods that HTTP defines for every path; the document does not repeat them. */
    private static final Set<String> OF_HTTP = Set.of("HEAD", "OPTIONS");

    /** What comes before OpenAI's own paths at Azure. */
    private static final Pattern AZURE = Pattern.compile("^/openai(?!/deployments/)");

    /** The versions and parents of models that Google's SDKs know. */
    private static final Pattern GEMINI =
            Pattern.compile("^/.*models/(.+):(generateContent|streamGenerateContent|countTokens)$");

    private final HttpRequest request;
    private final Response response;
    private final List<String> breaches = new ArrayList<>();

    private OpenApiContract(HttpRequest request, Response response) {
        this.request = request;
        this.response = response;
    }

    /** Throws an {@link AssertionError} that names what is not in the document. */
    public static void verify(HttpRequest request, Response response) {
        if (OF_HTTP.contains(request.method())) {
            return;
        }
        OpenApiContract contract = new OpenApiContract(request, response);
        String path = documented(request.uri().getPath());
        OpenApiOperation.of(request.method(), path)
                .or(() -> response.status() == 404
                        ? Optional.empty()
                        : OpenApiOperation.of(request.method(), "/v1" + path))
                .ifPresentOrElse(contract::compare, contract::compareWithNothing);
        assertThat(contract.breaches)
                .as(
                        "docs/openapi.yaml, %s %s, %d %s",
                        request.method(), request.uri(), response.status(), response.body())
                .isEmpty();
    }

    /** The document has one path of each endpoint. */
    private static String documented(String path) {
        String once = path.startsWith("/v1/v1/") ? path.substring("/v1".length()) : path;
        return GEMINI.matcher(AZURE.matcher(once).replaceFirst("")).replaceFirst("/v1beta/models/$1:$2");
    }

    private void compare(OpenApiOperation operation) {
        Optional<String> described = operation.response(response.status()).or(operation::otherwise);
        if (described.isEmpty()) {
            breaches.add("no such status");
            return;
        }
        breaches.addAll(DescribedResponse.at(described.get()).breaches(response));
        breaches.addAll(new DescribedRequest(operation).breaches(request, response));
    }

    /** Whatever is not in the document is no part of the API. */
    private void compareWithNothing() {
        if (response.status() != 404 && response.status() != 405) {
            breaches.add("no such operation");
        }
        boolean google = response.json().at("/error/code").isNumber();
        breaches.addAll(OpenApiDocument.errors(
                google ? "/components/schemas/GoogleError" : "/components/schemas/Error", response.json()));
    }

    /** A document, or nothing where it is none. */
    static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(JsonCodec.mapper().readTree(text));
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }
}
