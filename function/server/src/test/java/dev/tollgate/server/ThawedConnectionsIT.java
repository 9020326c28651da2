package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.dynamodb.ForgetfulProxy;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The first request after a freeze, during which all connections to the provider and to DynamoDB died. */
@Tag("connection")
class ThawedConnectionsIT {
    /** As many as a call of DynamoDB has attempts. */
    private static final int AT_ONCE = 3;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    /** One attempt of DynamoDB, and what a busy machine takes. Far less than any time-out for a provider. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static ScriptedProvider provider;
    private static ForgetfulProxy toProvider;
    private static ForgetfulProxy toDynamoDb;
    private static RunningGateway store;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        provider = new ScriptedProvider();
        toProvider = new ForgetfulProxy(provider.at("far", ScriptedProvider.json(ProviderReplies.WHOLE_TEXT)));
        store = RunningGateway.with("""
                providers: { far: { kind: openai, base_url: "%s" } }
                aliases: { far: { targets: [ { model: far/any } ] } }
                keys: { thawed: { secret: sk-it-thawed, limits: { requests_per_minute: 1000, concurrent: 10 } } }
                """.formatted(toProvider.url()));
        toDynamoDb = new ForgetfulProxy(store.dynamoDb());
        gateway = RunningGateway.on(toDynamoDb.url());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        store.close();
        toDynamoDb.close();
        toProvider.close();
        provider.close();
        CLIENT.close();
    }

    @ParameterizedTest
    @EnumSource
    void theFirstRequestAfterAFreezeIsServedSoon(ForgetfulProxy.Loss loss) {
        List<CompletableFuture<HttpResponse<String>>> warm =
                IntStream.range(0, AT_ONCE).mapToObj(_ -> send()).toList();
        assertThat(warm)
                .allSatisfy(response -> assertThat(response.join().statusCode()).isEqualTo(200));

        provider.requests().clear();
        gateway.freeze();
        Instant frozen = Instant.now();
        toProvider.lose(loss);
        toDynamoDb.lose(loss);
        Awaitility.await().until(() -> Instant.now().isAfter(frozen.plus(LONGEST_PAUSE)));
        gateway.thaw();

        Instant asked = Instant.now();
        HttpResponse<String> response = send().join();
        assertThat(response.body()).contains("\"object\":\"chat.completion\"");
        assertThat(Duration.between(asked, Instant.now())).isLessThan(SOON);
        assertThat(provider.requests())
                .as("requests that the provider received")
                .hasSize(1);
    }

    private static CompletableFuture<HttpResponse<String>> send() {
        HttpRequest request = HttpRequest.newBuilder(gateway.url().resolve("/v1/chat/completions"))
                .header("authorization", "Bearer sk-it-thawed")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"model\":\"far\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"))
                .build();
        return CLIENT.sendAsync(request, BodyHandlers.ofString());
    }
}
