package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.tollgate.config.TrustedAuthorities;
import dev.tollgate.fake.GatewayConfigs;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The request to AWS Lambda (https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html). */
final class FunctionInvocationsTest {
    private static final byte[] EVENT = "{\"tollgate\":\"respond\"}".getBytes(StandardCharsets.UTF_8);

    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private int status = 202;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type") + " " + body);
            received.add(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theFunctionIsInvokedWithoutWaitingForIt() {
        try (FunctionInvocations invocations = invocations()) {
            invocations.invoke(EVENT);
        }

        assertThat(received.getFirst())
                .isEqualTo("POST /2015-03-31/functions/tollgate-prod/invocations Event {\"tollgate\":\"respond\"}");
        assertThat(received.getLast()).contains("/eu-central-1/lambda/aws4_request");
    }

    @Test
    void itIsInvokedUnderItsAliasWhereItHasOne() {
        try (FunctionInvocations invocations = invocations(Map.of("tollgate.endpoint.alias", "live"))) {
            invocations.invoke(EVENT);
        }

        assertThat(received.getFirst())
                .startsWith("POST /2015-03-31/functions/tollgate-prod/invocations?Qualifier=live Event ");
    }

    @Test
    void anInvocationThatLambdaDoesNotTakeFails() {
        status = 429;
        try (FunctionInvocations invocations = invocations()) {
            assertThat(catchThrowableOfType(GatewayException.class, () -> invocations.invoke(EVENT))
                            .kind())
                    .isEqualTo(ErrorKind.STORE_UNAVAILABLE);
        }
    }

    @Test
    void otherProcessesHaveNoFunction() {
        assertThatThrownBy(() -> new FunctionInvocations(
                        GatewayConfigs.with(Map.of()),
                        GatewayConfigs.ofEndpoint(Map.of()),
                        new TrustedAuthorities(Optional.empty()),
                        Map.of()))
                .isInstanceOf(IllegalStateException.class);
    }

    private FunctionInvocations invocations() {
        return invocations(Map.of());
    }

    private FunctionInvocations invocations(Map<String, String> endpoint) {
        return new FunctionInvocations(
                GatewayConfigs.with(Map.of("tollgate.dynamodb.endpoint", "http://127.0.0.1:1")),
                GatewayConfigs.ofEndpoint(endpoint),
                new TrustedAuthorities(Optional.empty()),
                Map.of(
                        "AWS_LAMBDA_FUNCTION_NAME", "tollgate-prod",
                        "AWS_REGION", "eu-central-1",
                        "AWS_ENDPOINT_URL_LAMBDA",
                                "http://127.0.0.1:" + server.getAddress().getPort()));
    }
}
