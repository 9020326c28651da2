package dev.tollgate.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A running gateway has what {@code docs/openapi.yaml} says. That it answers in these words, every test over HTTP shows. */
@QuarkusTest
final class OpenApiEndpointsTest extends GatewayTest {

    static Stream<OpenApiOperation> operations() {
        return OpenApiOperation.all().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationIsThere(OpenApiOperation operation) {
        BodyPublisher body = operation
                .example()
                .map(example -> BodyPublishers.ofString(example.toString()))
                .orElse(BodyPublishers.noBody());
        Response response = GatewayClient.send(client.request(operation.path().replaceAll("\\{\\w+}", "x"))
                .header("content-type", "application/json")
                .method(operation.method(), body));
        assertThat(response.json().at("/error/code").asText()).isNotIn("not_found", "method_not_allowed");
    }
}
