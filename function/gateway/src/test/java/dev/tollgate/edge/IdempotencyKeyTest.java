package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.fake.InMemoryIdempotencyStore;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request that is sent again under its idempotency key is answered again, and billed once. */
@QuarkusTest
final class IdempotencyKeyTest extends GatewayTest {
    private final String idempotencyKey = UUID.randomUUID().toString();

    /** A provider for this test alone, so that the test can count the requests it receives. */
    private final String provider = "p" + idempotencyKey;

    @Inject
    InMemoryIdempotencyStore repeats;

    @AfterEach
    void repairRepeats() {
        repeats.down(false);
    }

    @Test
    void aWholeAnswerIsRepeatedToTheByteAndBilledOnce() {
        answersHello();
        Response first = ask(question(provider + "/m"));
        Response second = ask(question(provider + "/m"));

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("x-tollgate-repeated")).isNull();
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("x-tollgate-repeated")).isEqualTo(first.requestId());
        assertThat(second.header("x-tollgate-provider")).isEqualTo(provider);
        assertThat(second.requestId()).isNotEqualTo(first.requestId());
        assertThat(upstream.received(provider)).hasSize(1);
        ledger.awaitSettled(first.requestId());
        assertThat(ledger.knows(second.requestId())).isFalse();
    }

    @Test
    void aStreamIsRepeatedAsAStream() {
        answersHello();
        Response first = ask(streamedQuestion(provider + "/m"));
        Response second = ask(streamedQuestion(provider + "/m"));

        assertThat(first.body()).endsWith("data: [DONE]\n\n");
        assertThat(second.eventStream()).isTrue();
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(upstream.received(provider)).hasSize(1);
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefused() {
        answersHello();
        ask(question(provider + "/m"));
        Response other = ask(streamedQuestion(provider + "/m"));

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().at("/error/code").asText()).isEqualTo("idempotency_key_reused");
        assertThat(other.header("x-should-retry")).isEqualTo("false");
        assertThat(upstream.received(provider)).hasSize(1);
    }

    @Test
    void anotherCallersKeysAreItsOwn() {
        answersHello();
        ask(question(provider + "/m"));
        Response others = ask(new GatewayClient(base, keys.open("somebody-else")), question(provider + "/m"));

        assertThat(others.status()).isEqualTo(200);
        assertThat(others.header("x-tollgate-repeated")).isNull();
        assertThat(upstream.received(provider)).hasSize(2);
    }

    @Test
    void ofTwoAtOnceOneRunsAndTheOtherIsToldToWait() {
        CountDownLatch release = new CountDownLatch(1);
        routes.provider(
                provider, upstream.answers(provider, Replies.eventsAround(Replies.ROLE_ONLY, release, Replies.HELLO)));
        CompletableFuture<Response> first = CompletableFuture.supplyAsync(() -> ask(streamedQuestion(provider + "/m")));
        ledger.requestFor(provider + "/m");
        Response second = ask(streamedQuestion(provider + "/m"));
        release.countDown();

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().at("/error/code").asText()).isEqualTo("request_in_progress");
        assertThat(second.header("retry-after")).isEqualTo("1");
        assertThat(first.join().status()).isEqualTo(200);
        assertThat(ask(streamedQuestion(provider + "/m")).body())
                .isEqualTo(first.join().body());
    }

    @Test
    void whatCameToNoAnswerIsRunAgain() {
        routes.provider(provider, upstream.answers(provider, Replies.status(400, "{\"error\":{\"message\":\"no\"}}")));
        assertThat(ask(question(provider + "/m")).status()).isEqualTo(400);
        answersHello();
        Response second = ask(question(provider + "/m"));

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.header("x-tollgate-repeated")).isNull();
    }

    @Test
    void aCallerWhoHangsUpFindsItsAnswerWhenItComesBack() throws IOException {
        CountDownLatch release = new CountDownLatch(1);
        int afterHello = Replies.HELLO.indexOf("\n\n", Replies.HELLO.indexOf("Hello")) + 2;
        routes.provider(
                provider,
                upstream.answers(
                        provider,
                        Replies.eventsAround(
                                Replies.HELLO.substring(0, afterHello), release, Replies.HELLO.substring(afterHello))));
        String body = streamedQuestion(provider + "/m");
        String requestId;
        try (InputStream stream = stream(body)) {
            assertThat(stream.read()).isNotNegative();
            requestId = ledger.requestFor(provider + "/m");
        }
        release.countDown();
        ledger.awaitSettled(requestId);
        Response second = ask(body);

        assertThat(second.header("x-tollgate-repeated")).isEqualTo(requestId);
        assertThat(second.body()).contains("Hello").endsWith("data: [DONE]\n\n");
        assertThat(upstream.received(provider)).hasSize(1);
    }

    @Test
    void vectorsAreRepeatedToo() {
        routes.provider(
                provider,
                upstream.embeds(
                        provider,
                        Replies.status(
                                200,
                                "{\"object\":\"list\",\"model\":\"m\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.5]}],"
                                        + "\"usage\":{\"prompt_tokens\":2,\"total_tokens\":2}}")));
        String body = "{\"model\":\"" + provider + "/m\",\"input\":\"word\"}";
        Response first = ask(client, "/v1/embeddings", body, idempotencyKey);
        Response second = ask(client, "/v1/embeddings", body, idempotencyKey);

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("x-tollgate-repeated")).isEqualTo(first.requestId());
    }

    @Test
    void withoutTheStoreNothingIsRunThatCouldRunTwice() {
        answersHello();
        repeats.down(true);
        Response response = ask(question(provider + "/m"));

        assertThat(response.status()).isEqualTo(503);
        assertThat(upstream.received(provider)).isEmpty();
    }

    @Test
    void aKeyThatIsNoneIsRefusedByName() {
        answersHello();
        Response response = ask(client, "/v1/chat/completions", question(provider + "/m"), "two words");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().at("/error/param").asText()).isEqualTo("Idempotency-Key");
    }

    private void answersHello() {
        routes.provider(provider, upstream.answers(provider, Replies.hello()));
    }

    private Response ask(String body) {
        return ask(client, body);
    }

    private Response ask(GatewayClient caller, String body) {
        return ask(caller, "/v1/chat/completions", body, idempotencyKey);
    }

    private static Response ask(GatewayClient caller, String path, String body, String idempotencyKey) {
        return GatewayClient.send(caller.request(path)
                .header("content-type", "application/json")
                .header("idempotency-key", idempotencyKey)
                .POST(BodyPublishers.ofString(body)));
    }

    private InputStream stream(String body) {
        return GatewayClient.open(client.request("/v1/chat/completions")
                        .header("content-type", "application/json")
                        .header("idempotency-key", idempotencyKey)
                        .POST(BodyPublishers.ofString(body)))
                .body();
    }
}
