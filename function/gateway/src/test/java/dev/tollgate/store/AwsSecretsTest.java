package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tollgate.config.TrustedAuthorities;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AwsSecretsTest {
    private final SteppingClock clock = new SteppingClock();
    private final Map<String, String> parameters = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer ssm;
    private AwsSecrets secrets;

    @BeforeEach
    void start() throws IOException {
        ssm = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ssm.createContext("/", this::answer);
        ssm.start();
        secrets = secrets(Map.of(
                "tollgate.ssm.endpoint", "http://127.0.0.1:" + ssm.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        secrets.close();
        ssm.stop(0);
    }

    @Test
    void comeFromTheEnvironment() {
        assertThat(secrets.resolve("env:OPENAI_API_KEY")).isEqualTo("sk-env");
        assertRefused("env:MISSING", "env:MISSING");
        assertThat(asked).isEmpty();
    }

    @Test
    void comeDecryptedFromSsmAndAreRemembered() {
        parameters.put("/tollgate/openai", "sk-ssm");

        assertThat(secrets.resolve("ssm:/tollgate/openai")).isEqualTo("sk-ssm");
        assertThat(secrets.resolve("ssm:/tollgate/openai")).isEqualTo("sk-ssm");
        assertThat(asked).containsExactly("/tollgate/openai");
    }

    @Test
    void comeFromSecretsManagerThroughSsm() {
        parameters.put("/aws/reference/secretsmanager/tollgate/anthropic", "sk-sm");

        assertThat(secrets.resolve("secret:tollgate/anthropic")).isEqualTo("sk-sm");
    }

    @Test
    void changeWhenTheyAreRotated() {
        parameters.put("/tollgate/openai", "old");
        secrets.resolve("ssm:/tollgate/openai");
        parameters.put("/tollgate/openai", "new");

        clock.pass(Duration.ofMinutes(50));
        assertThat(secrets.resolve("ssm:/tollgate/openai")).isEqualTo("new");
    }

    @Test
    void theGatewaysOwnAreMadeUpBesideALocalDynamo() {
        AwsSecrets local = secrets(Map.of("tollgate.dynamodb.endpoint", "http://127.0.0.1:1"));

        // Or those of a laptop's default profile.
        assertThat(local.resolve("aws:")).matches("[^:]+:[^:]+(:.+)?");
        local.close();
    }

    @Test
    void missingOnesAreNamedByTheirReference() {
        assertRefused("ssm:/tollgate/missing", "ssm:/tollgate/missing");
    }

    @Test
    void plainTextIsRefusedWithoutQuotingItUnlessAllowed() {
        assertRefused("sk-plain", "env:, ssm: or secret:");
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> secrets.resolve("sk-plain"))
                .withMessageNotContaining("sk-plain");
        assertThat(secrets(Map.of("tollgate.secrets.plain-text-allowed", "true"))
                        .resolve("sk-plain"))
                .isEqualTo("sk-plain");
    }

    private void assertRefused(String reference, String message) {
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> secrets.resolve(reference))
                .withMessageContaining(message)
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_FAILED));
    }

    private AwsSecrets secrets(Map<String, String> settings) {
        return new AwsSecrets(
                GatewayConfigs.with(settings),
                clock,
                new TrustedAuthorities(Optional.empty()),
                Map.of("OPENAI_API_KEY", "sk-env"));
    }

    /** AWS JSON 1.1, as https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html has it. */
    private void answer(HttpExchange exchange) throws IOException {
        assertThat(exchange.getRequestHeaders().getFirst("X-Amz-Target")).isEqualTo("AmazonSSM.GetParameter");
        Map<?, ?> request = new ObjectMapper().readValue(exchange.getRequestBody(), Map.class);
        String name = (String) request.get("Name");
        asked.add(name);
        String value = Boolean.TRUE.equals(request.get("WithDecryption")) ? parameters.get(name) : "encrypted";
        String body = value == null
                ? "{\"__type\":\"ParameterNotFound\"}"
                : "{\"Parameter\":{\"Name\":\"" + name + "\",\"Value\":\"" + value + "\"}}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(value == null ? 400 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
