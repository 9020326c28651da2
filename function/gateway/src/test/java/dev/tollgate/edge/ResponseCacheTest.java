package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.CacheStatus;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.fake.InMemoryResponseStore;
import dev.tollgate.openai.CachePolicy;
import dev.tollgate.openai.ContentRules;
import dev.tollgate.openai.Usage;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Equal requests through the whole gateway. */
@QuarkusTest
final class ResponseCacheTest extends GatewayTest {
    private static final String CHAT = "/v1/chat/completions";

    /** A provider for this test alone, so that the test can count the requests it receives. */
    private final String provider = "c" + UUID.randomUUID();

    private final String model = provider + "/m";

    @Inject
    InMemoryResponseStore store;

    @BeforeEach
    void openACachedDoor() {
        client = caller("cached", policy(CachePolicy.Scope.KEY));
    }

    @AfterEach
    void forget() {
        store.clear();
    }

    @Test
    void aStreamIsGivenAgainAsAWholeAnswerAndIsNotBilledAgain() {
        answersHello();
        Response first = ask(streamedQuestion(model));
        Response second = ask(question(model));

        assertThat(first.header("x-tollgate-cache")).isEqualTo("miss");
        assertThat(second.header("x-tollgate-cache")).isEqualTo("hit");
        assertThat(second.header("age")).matches("[0-9]+");
        assertThat(second.header("x-tollgate-provider")).isEqualTo(provider);
        assertThat(second.json().at("/choices/0/message/content").asText()).contains("Hello");
        assertThat(second.json().at("/usage/total_tokens").asLong()).isPositive();
        assertThat(second.json().at("/id").asText()).isEqualTo("chatcmpl-" + second.requestId());
        assertThat(upstream.received(provider)).hasSize(1);
        Settlement hit = ledger.awaitSettled(second.requestId()).settlement();
        assertThat(hit.content().cache()).isEqualTo(CacheStatus.HIT);
        assertThat(hit.usage()).isEqualTo(Usage.NONE);
        assertThat(hit.cost()).isEqualTo(Cost.Priced.NOTHING);
        assertThat(ledger.awaitSettled(first.requestId()).settlement().content().cache())
                .isEqualTo(CacheStatus.MISS);
    }

    @Test
    void aWholeAnswerIsGivenAgainAsAStreamWithItsUsage() {
        answersHello();
        ask(question(model));
        Response second = ask(streamedQuestion(model));

        assertThat(second.header("x-tollgate-cache")).isEqualTo("hit");
        assertThat(second.eventStream()).isTrue();
        assertThat(second.body())
                .contains("\"role\":\"assistant\"")
                .contains("Hello")
                .contains("\"finish_reason\":\"stop\"")
                .contains("\"total_tokens\"")
                .endsWith("data: [DONE]\n\n");
        assertThat(upstream.received(provider)).hasSize(1);
    }

    @Test
    void twoKeysNeverShareUnlessTheScopeSaysSo() {
        answersHello();
        ask(question(model));
        GatewayClient other = caller("other", policy(CachePolicy.Scope.KEY));
        assertThat(other.chat(question(model)).header("x-tollgate-cache")).isEqualTo("miss");

        GatewayClient one = caller("one", policy(CachePolicy.Scope.ALL));
        GatewayClient two = caller("two", policy(CachePolicy.Scope.ALL));
        assertThat(one.chat(question(model)).header("x-tollgate-cache")).isEqualTo("miss");
        assertThat(two.chat(question(model)).header("x-tollgate-cache")).isEqualTo("hit");
        assertThat(upstream.received(provider)).hasSize(3);
    }

    @Test
    void ofManyAtOnceOneReachesTheProvider() {
        CountDownLatch release = new CountDownLatch(1);
        routes.provider(
                provider, upstream.answers(provider, Replies.eventsAround(Replies.ROLE_ONLY, release, Replies.HELLO)));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Response>> responses = IntStream.range(0, 100)
                    .mapToObj(number -> CompletableFuture.supplyAsync(
                            () -> ask(number % 2 == 0 ? question(model) : streamedQuestion(model)), threads))
                    .toList();
            Awaitility.await().until(() -> !upstream.received(provider).isEmpty());
            release.countDown();

            assertThat(responses.stream().map(CompletableFuture::join))
                    .allMatch(response ->
                            response.status() == 200 && response.body().contains("Hello"));
        }
        assertThat(upstream.received(provider)).hasSize(1);
    }

    @Test
    void theClientSaysWhetherItWantsTheCache() {
        answersHello();
        ask(question(model));

        assertThat(ask("cache-control", "no-store").header("x-tollgate-cache")).isEqualTo("off");
        assertThat(ask("x-tollgate-cache", "off").header("x-tollgate-cache")).isEqualTo("off");
        assertThat(ask("cache-control", "max-age=60, foo=\"bar\"").header("x-tollgate-cache"))
                .isEqualTo("hit");
        assertThat(ask("Cache-Control", "No-Cache").header("x-tollgate-cache")).isEqualTo("refresh");
        assertThat(ask("x-tollgate-cache", "refresh").header("x-tollgate-cache"))
                .isEqualTo("refresh");
        assertThat(upstream.received(provider)).hasSize(5);
        Response wrong = ask("x-tollgate-cache", "maybe");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().at("/error/param").asText()).isEqualTo("x-tollgate-cache");
    }

    @Test
    void aRequestWithToolsIsNotCachedUnlessThePolicySaysSo() {
        answersHello();
        String tools = question(model)
                .replaceFirst("}$", ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}");
        assertThat(ask(tools).header("x-tollgate-cache")).isEqualTo("off");
        assertThat(store.entries()).isEmpty();

        CachePolicy including =
                new CachePolicy(60, CachePolicy.Scope.KEY, 10_000, BigDecimal.ZERO, Set.of(CachePolicy.Include.TOOLS));
        GatewayClient caller = caller("agent", including);
        caller.chat(tools);
        assertThat(caller.chat(tools).header("x-tollgate-cache")).isEqualTo("hit");
    }

    @Test
    void withoutACacheNoHeaderSpeaksOfOne() {
        answersHello();
        GatewayClient plain = new GatewayClient(base, keys.open("plain"));

        assertThat(plain.chat(question(model)).header("x-tollgate-cache")).isNull();
    }

    @Test
    void errorsAreNotKept() {
        routes.provider(provider, upstream.answers(provider, Replies.status(400, "{\"error\":{\"message\":\"no\"}}")));
        assertThat(ask(question(model)).status()).isEqualTo(400);
        answersHello();
        assertThat(ask(question(model)).header("x-tollgate-cache")).isEqualTo("miss");
    }

    @Test
    void withoutTheStoreEveryRequestIsAMiss() {
        answersHello();
        store.down(true);

        assertThat(ask(question(model)).status()).isEqualTo(200);
        // Until the first call has ended, an equal one gets its answer.
        Awaitility.await().until(() -> "miss".equals(ask(question(model)).header("x-tollgate-cache")));
        assertThat(store.entries()).isEmpty();
    }

    @Test
    void embeddingsAreGivenAgainInTheFormThatIsWanted() {
        routes.provider(
                provider,
                upstream.embeds(
                        provider,
                        Replies.status(
                                200,
                                "{\"object\":\"list\",\"model\":\"m\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.5]}],"
                                        + "\"usage\":{\"prompt_tokens\":2,\"total_tokens\":2}}")));
        String input = "{\"model\":\"" + model + "\",\"input\":\"word\"";
        Response first = post("/v1/embeddings", input + "}", "accept", "*/*");
        Response second = post("/v1/embeddings", input + ",\"encoding_format\":\"base64\"}", "accept", "*/*");

        assertThat(first.json().at("/data/0/embedding/0").asDouble()).isEqualTo(0.5);
        assertThat(second.header("x-tollgate-cache")).isEqualTo("hit");
        assertThat(second.json().at("/data/0/embedding").asText()).isEqualTo("AAAAPw==");
        assertThat(second.json().at("/usage/total_tokens").asLong()).isEqualTo(2);
    }

    private void answersHello() {
        routes.provider(provider, upstream.answers(provider, Replies.hello()));
    }

    private Response ask(String body) {
        return client.chat(body);
    }

    private Response ask(String header, String value) {
        return post(CHAT, question(model), header, value);
    }

    private Response post(String path, String body, String header, String value) {
        return GatewayClient.send(client.request(path)
                .header("content-type", "application/json")
                .header(header, value)
                .POST(BodyPublishers.ofString(body)));
    }

    private GatewayClient caller(String id, CachePolicy policy) {
        String secret = "sk-" + id;
        ContentRules rules = new ContentRules(List.of(), policy, false);
        keys.put(ApiKey.builder(id, KeyHash.of(secret)).content(rules).build());
        return new GatewayClient(base, secret);
    }

    private static CachePolicy policy(CachePolicy.Scope scope) {
        return new CachePolicy(3_600, scope, 100_000, BigDecimal.ZERO, Set.of());
    }
}
