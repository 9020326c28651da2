package dev.tollgate.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.ApiKey.OnStoreFailure;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PricingConfig;
import dev.tollgate.bill.TariffTable;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.Response;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.RoutingTable;
import dev.tollgate.store.DynamoManifestWriter;
import dev.tollgate.store.FaultyStore;
import dev.tollgate.store.UnwrittenLines;
import dev.tollgate.upstream.FakeUpstream;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A whole gateway with the real store. A proxy between it and DynamoDB Local fails as the test requires. */
abstract class OutageTest {
    private static final String SHORTLY = ",\"max_completion_tokens\":1}";
    /** How many requests of a limited key may be in flight at a time. */
    static final int CONCURRENT = 2;

    private static final ConditionFactory AWAIT = Awaitility.await()
            .atMost(Duration.ofMinutes(1))
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(10));

    private static FakeUpstream upstream;

    @TestHTTPResource
    URI base;

    @Inject
    FaultyStore store;

    @Inject
    SteppingClock clock;

    @Inject
    DynamoManifestWriter setup;

    final String keyId = "key-" + UUID.randomUUID();
    UnwrittenLines unwritten;
    FaultyDynamo dynamo;

    /** With another profile the ports would be fakes. */
    public static final class WithStore implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tollgate.dynamodb.endpoint", "http://127.0.0.1:1");
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(FaultyStore.class);
        }
    }

    @BeforeAll
    static void startUpstream() {
        upstream = new FakeUpstream();
    }

    @AfterAll
    static void stopUpstream() {
        upstream.close();
    }

    @BeforeEach
    void listen() {
        dynamo = store.proxy();
        unwritten = new UnwrittenLines();
        answerAgain();
    }

    /** The provider answers, and nothing else happens. */
    static void answerAgain() {
        upstream.answers("good", Replies.hello());
    }

    @AfterEach
    void bringTheStoreBack() {
        unwritten.close();
        end();
    }

    /** A new key of this test's; its caller has asked once, so that the gateway knows it. */
    GatewayClient known(Terms terms) {
        GatewayClient client = unknown(terms);
        assertThat(client.chat(question()).status()).isEqualTo(200);
        awaitRecords(1, "settled");
        clock.pass(Duration.ofSeconds(2));
        return client;
    }

    /** The same, of whom the gateway knows nothing yet. */
    GatewayClient unknown(Terms terms) {
        Budget budget = new Budget(BigDecimal.TEN, Budget.Per.MONTH, ZoneId.of("UTC"), true, 1);
        ApiKey key = ApiKey.builder(keyId, KeyHash.of("tg-" + keyId))
                .limits(terms.limited() ? new RateLimits(100L, 100_000L, (long) CONCURRENT) : null)
                .onStoreFailure(terms.allow() ? OnStoreFailure.ALLOW : OnStoreFailure.DENY)
                .budgets(terms.budget() ? List.of(budget) : null)
                .build();
        Provider good = new Provider("good", "openai", upstream.uri("good"), null, null);
        setup.apply(
                new RoutingTable(Map.of(), Map.of("good", good)),
                new PricingConfig(
                        Map.of("good", Map.of("m", Price.of(new BigDecimal("1000"), new BigDecimal("1000")))),
                        TariffTable.NONE),
                List.of(),
                List.of(),
                List.of(),
                List.of(key),
                "test");
        // The plan of the test before, whose provider had another port, is forgotten.
        clock.pass(Duration.ofHours(1));
        return new GatewayClient(base, "tg-" + keyId);
    }

    /** What a key is like. */
    record Terms(boolean limited, boolean budget, boolean allow) {}

    static String question() {
        return "{\"model\":\"good/m\",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}]" + SHORTLY;
    }

    static String streamedQuestion() {
        return question().replaceFirst("}$", ",\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
    }

    /** How many requests the provider has received. */
    static int providerRequests() {
        return upstream.received("good").size();
    }

    /** From now on there is no store. */
    void begin(RequestFault outage) {
        begin(outage, _ -> true);
    }

    /** From now on such calls are not answered. */
    void begin(RequestFault outage, Predicate<TableRequest> which) {
        store.giveUpSoon(outage.slow());
        dynamo.follow(FaultScript.always(outage).where(which));
    }

    /** The store is back. */
    void end() {
        dynamo.heal();
        store.giveUpSoon(false);
        // What failed is not tried again at once.
        clock.pass(Duration.ofSeconds(2));
    }

    /** Breaks the store as soon as the provider has received the request and the record of the request is written. */
    void failBehindTheRecord(RequestFault fault) {
        dynamo.heal();
        upstream.answers("good", (exchange, received) -> {
            dynamo.awaitDone(call -> call.of("tollgate-usage") && call.body().contains("\"deadline\""));
            store.giveUpSoon(fault.slow());
            dynamo.follow(FaultScript.always(fault));
            Replies.hello().answer(exchange, received);
        });
    }

    /** Until there are so many records of the key and all are in this state. */
    void awaitRecords(int count, String status) {
        AWAIT.until(() -> store.records(keyId).stream()
                        .filter(record -> record.get("status").s().equals(status))
                        .count()
                == count);
        assertThat(store.records(keyId)).hasSize(count);
    }

    /** The one line of this request in the log of what is unwritten. */
    String awaitLine(Response response) {
        AWAIT.until(() -> !unwritten.of(response.requestId()).isEmpty());
        return unwritten.of(response.requestId()).getFirst();
    }

    static void assertUnavailable(Response response) {
        assertUnavailable(response, "The gateway's store does not answer. Please try again in a moment.");
    }

    /** A 503 of the store; the message matches the pattern. */
    static void assertUnavailable(Response response, String message) {
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.json().at("/error/message").asText()).matches(message);
        assertThat(response.body())
                .endsWith("\"type\":\"server_error\",\"param\":null,\"code\":\"store_unavailable\"}}");
        assertThat(response.header("retry-after")).isEqualTo("1");
    }

    static void assertHello(Response response) {
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).contains("Hello");
        if (response.eventStream()) {
            assertThat(response.body()).endsWith("data: [DONE]\n\n");
        }
    }
}
