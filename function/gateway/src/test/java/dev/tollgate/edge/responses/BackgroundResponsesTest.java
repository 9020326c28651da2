package dev.tollgate.edge.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.fake.InMemoryStoredResponses;
import dev.tollgate.fake.WaitingBackground;
import dev.tollgate.openai.ContentRules;
import dev.tollgate.openai.ResponseStatePolicy;
import dev.tollgate.storedresponse.BackgroundTask;
import dev.tollgate.storedresponse.ResponseName;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Responses that are made while nobody waits. The test says when. */
@QuarkusTest
final class BackgroundResponsesTest extends GatewayTest {
    private static final ContentRules RULES =
            new ContentRules(List.of(), null, false, new ResponseStatePolicy(true, true, 3_600));

    private final String provider = "b" + UUID.randomUUID();

    @Inject
    InMemoryStoredResponses store;

    @Inject
    WaitingBackground background;

    @BeforeEach
    void aKeyThatMayUseTheBackground() {
        routes.provider(provider, upstream.answers(provider, Replies.hello()));
        put(false);
        client = new GatewayClient(base, "sk-background");
    }

    private void put(boolean disabled) {
        keys.put(ApiKey.builder("background", KeyHash.of("sk-background"))
                .disabled(disabled)
                .content(RULES)
                .build());
    }

    @AfterEach
    void forget() {
        background.take();
        background.full(false);
        store.clear();
    }

    @Test
    void aResponseIsQueuedThenMadeAndBilledOnce() {
        Response first = post("\"input\":\"Hi.\",\"instructions\":\"Be brief.\"");
        BackgroundTask task = background.take().getFirst();
        JsonNode queued = get(first);
        background.run(task);
        background.run(task);

        assertThat(first.json()).isEqualTo(queued);
        assertThat(queued.path("status").asText()).isEqualTo("queued");
        assertThat(queued.path("background").asBoolean()).isTrue();
        JsonNode made = get(first);
        assertThat(made.path("status").asText()).isEqualTo("completed");
        assertThat(made.path("background").asBoolean()).isTrue();
        assertThat(made.at("/output/0/content/0/text").asText()).isEqualTo("Hello");
        assertThat(upstream.received(provider)).hasSize(1);
        assertThat(ledger.awaitSettled(first.requestId()).settlement().provider())
                .isEqualTo(provider);
    }

    @Test
    void aRequestThatIsSentAgainStartsOneResponse() {
        Response first = sendWithKey();
        Response second = sendWithKey();

        assertThat(second.status()).as(second.body()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(background.take()).hasSize(1);
    }

    /** The first stream may have ended before the response did, at the end of its request's time. */
    @Test
    void aStreamThatIsRequestedAgainFollowsTheSameResponse() {
        CompletableFuture<Response> first = CompletableFuture.supplyAsync(() -> sendWithKey(",\"stream\":true"));
        List<BackgroundTask> tasks = new ArrayList<>();
        Awaitility.await().until(() -> {
            tasks.addAll(background.take());
            return !tasks.isEmpty();
        });
        background.run(tasks.getFirst());
        String streamed = first.join().body();
        Response again =
                Awaitility.await().until(() -> sendWithKey(",\"stream\":true"), response -> response.status() == 200);

        assertThat(again.body()).isEqualTo(streamed).contains("response.completed");
        assertThat(again.header("x-tollgate-repeated")).isEqualTo(first.join().requestId());
        assertThat(background.take()).isEmpty();
    }

    private Response sendWithKey() {
        return sendWithKey("");
    }

    private Response sendWithKey(String more) {
        String body = "{\"model\":\"" + provider + "/m\",\"background\":true,\"input\":\"Hi.\"" + more + "}";
        return sendOnce("/v1/responses", provider, body);
    }

    @Test
    void aMadeResponseIsContinuedInTheForeground() {
        Response first = post("\"input\":\"One.\"");
        background.run(background.take().getFirst());
        String second =
                "{\"model\":\"" + provider + "/m\",\"input\":\"Two.\",\"previous_response_id\":\"" + id(first) + "\"}";

        assertThat(client.post("/v1/responses", second).status()).isEqualTo(200);
        assertThat(upstream.received(provider).getLast().body()).contains("One.", "Two.");
    }

    @Test
    void aFailureIsTheStatusOfTheResponse() {
        upstream.answers(provider, Replies.status(400, "{\"error\":{\"message\":\"No such thing.\"}}"));
        Response first = post("\"input\":\"Hi.\"");
        background.run(background.take().getFirst());

        assertThat(get(first).path("status").asText()).isEqualTo("failed");
        assertThat(get(first).at("/error/code").asText()).isEqualTo("rejected_by_provider");
    }

    @Test
    void aKeyThatWasDisabledMeanwhileGetsNoAnswer() {
        Response first = post("\"input\":\"Hi.\"");
        put(true);
        background.run(background.take().getFirst());
        put(false);

        assertThat(get(first).at("/error/code").asText()).isEqualTo("permission_denied");
        assertThat(upstream.received(provider)).isEmpty();
    }

    @Test
    void aCancelledResponseIsNotMade() {
        Response first = post("\"input\":\"Hi.\"");
        JsonNode cancelled =
                client.post("/v1/responses/" + id(first) + "/cancel", "{}").json();
        background.run(background.take().getFirst());

        assertThat(cancelled.path("status").asText()).isEqualTo("cancelled");
        assertThat(get(first).path("status").asText()).isEqualTo("cancelled");
        assertThat(upstream.received(provider)).isEmpty();
    }

    @Test
    void aResponseThatIsCancelledWhileItIsMadeStaysCancelled() {
        Response first = post("\"input\":\"Hi.\"");
        upstream.answers(provider, (exchange, request) -> {
            store.cancel(new ResponseName("background", id(first)));
            Replies.hello().answer(exchange, request);
        });
        background.run(background.take().getFirst());

        assertThat(get(first).path("status").asText()).isEqualTo("cancelled");
    }

    /** Its provider may compute for long before it sends a byte. */
    @Test
    @Timeout(30)
    void aProviderIsNotAwaitedForACancelledResponse() {
        Response first = post("\"input\":\"Hi.\"");
        CountDownLatch stopped = new CountDownLatch(1);
        upstream.answers(provider, (exchange, request) -> {
            store.cancel(new ResponseName("background", id(first)));
            awaited(stopped);
            Replies.hello().answer(exchange, request);
        });
        background.run(background.take().getFirst());
        stopped.countDown();

        assertThat(get(first).path("status").asText()).isEqualTo("cancelled");
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void onlyResponsesInTheBackgroundAreCancelled() {
        JsonNode plain = client.post("/v1/responses", "{\"model\":\"" + provider + "/m\",\"input\":\"Hi.\"}")
                .json();

        assertThat(client.post("/v1/responses/" + plain.path("id").asText() + "/cancel", "{}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aResponseThatCannotStartDoesNotExist() {
        background.full(true);

        assertThat(post("\"input\":\"Hi.\"").status()).isEqualTo(503);
        assertThat(store.all()).isEmpty();
    }

    @Test
    void aRequestThatCannotBeReadIsRefusedAtOnce() {
        assertThat(post("\"input\":[{\"role\":\"nobody\",\"content\":\"Hi.\"}]").status())
                .isEqualTo(400);
        assertThat(post("\"input\":\"Hi.\",\"store\":false").status()).isEqualTo(400);
        assertThat(background.take()).isEmpty();
    }

    private Response post(String fields) {
        return client.post("/v1/responses", "{\"model\":\"" + provider + "/m\",\"background\":true," + fields + "}");
    }

    private JsonNode get(Response created) {
        return client.get("/v1/responses/" + id(created)).json();
    }

    private static String id(Response created) {
        return created.json().path("id").asText();
    }
}
