package dev.tollgate.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.bill.UsageRecord.Attempt;
import dev.tollgate.client.Response;
import dev.tollgate.guardrail.ContentScan;
import dev.tollgate.guardrail.ContentScan.OnFailure;
import dev.tollgate.guardrail.PolicyAction;
import dev.tollgate.openai.MediaUse;
import dev.tollgate.openai.ScanEngine;
import dev.tollgate.upstream.Replies;
import dev.tollgate.upstream.Reply;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scans run while the target does, and the client gets nothing before their verdict. */
@QuarkusTest
final class ParallelScanTest extends ScanTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theAnswerIsHeldUntilTheVerdict(boolean streamed) {
        CountDownLatch release = new CountDownLatch(1);
        upstream.answers("moderator", after(release, says(ALLOWED)));
        scans(parallel(MODEL));
        int before = received("target");
        CompletableFuture<Response> response = CompletableFuture.supplyAsync(() -> client.chat(asked(streamed)));

        await().until(() -> received("target") > before);
        assertThat(response).isNotDone();
        release.countDown();
        assertThat(response.join().status()).isEqualTo(200);
        assertThat(response.join().body()).contains("Hello");
        assertThat(response.join().eventStream()).isEqualTo(streamed);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aViolationStopsTheTarget(boolean streamed) {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        upstream.answers("target", (exchange, received) -> {
            asked.countDown();
            Replies.silence(never).answer(exchange, received);
        });
        upstream.answers("moderator", after(asked, says(VIOLATION)));
        scans(parallel(MODEL));
        Response response = client.chat(asked(streamed));
        never.countDown();

        assertError(response, 400, "content_policy_violation", DENIED);
        Attempt target = settled(response).attempts().stream()
                .filter(attempt -> attempt.purpose() == AttemptPurpose.RESPOND)
                .findFirst()
                .orElseThrow();
        assertThat(target.error()).isEqualTo("client_gone");
        assertThat(settled(response).content().policies()).isEqualTo(Map.of("safe", 1L));
    }

    @Test
    void aTargetThatIsFasterThanTheVerdictIsNotHeard() {
        CountDownLatch release = new CountDownLatch(1);
        upstream.answers("moderator", after(release, says(VIOLATION)));
        upstream.answers("target", (exchange, received) -> {
            Replies.hello().answer(exchange, received);
            release.countDown();
        });
        scans(parallel(MODEL));
        Response response = client.chat(streamedQuestion("safe"));

        assertError(response, 400, "content_policy_violation", DENIED);
        assertThat(response.body()).doesNotContain("Hello");
    }

    /** The answer is scanned once it is read, and the verdict on the request comes after that. */
    @Test
    void anImageThatNobodyGetsIsBilledByItsOwnCount() {
        upstream.answersAt("target", "images/generations", Replies.status(200, """
                {"created":1,"data":[{"b64_json":"AAAA","revised_prompt":"A grey cat."}],
                "usage":{"input_tokens":9,"output_tokens":272,"total_tokens":281}}"""));
        CountDownLatch read = new CountDownLatch(1);
        Reply denial = after(read, says(VIOLATION));
        upstream.answers("moderator", (exchange, received) -> {
            boolean answer = received.body().contains("has written");
            if (answer) {
                read.countDown();
            }
            (answer ? says(ALLOWED) : denial).answer(exchange, received);
        });
        scans(new ContentScan(MODEL, PolicyAction.DENY, 20_000, OnFailure.DENY, true, true));

        Response response = client.post("/v1/images/generations", "{\"model\":\"safe\",\"prompt\":\"A cat.\"}");

        assertError(response, 400, "content_policy_violation", DENIED);
        Attempt target = settled(response).attempts().stream()
                .filter(attempt -> attempt.purpose() == AttemptPurpose.RESPOND)
                .findFirst()
                .orElseThrow();
        assertThat(target.error()).isEqualTo("client_gone");
        assertThat(target.usage().completionTokens()).isEqualTo(272);
        assertThat(target.usage().mediaUse()).isEqualTo(MediaUse.ofImages(1));
        assertThat(target.estimated()).isFalse();
    }

    @Test
    void severalScansRunAtTheSameTime() {
        CountDownLatch both = new CountDownLatch(2);
        Reply clean = Replies.status(200, "{\"results\":[{\"flagged\":false}]}");
        upstream.answers("moderator", meeting(both, says(ALLOWED)));
        upstream.answersAt("moderator", "moderations", meeting(both, clean));
        scans(denying(MODEL), denying(new ScanEngine.Moderation("moderator", "o", Set.of(), null)));
        Response response = client.chat(question("safe"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(scansOf(response)).extracting(Attempt::model).containsExactlyInAnyOrder("m", "o");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWholeAnswerIsScannedBeforeItIsSent(boolean streamed) {
        scans(ofAnswers(MODEL));
        Response allowed = client.chat(asked(streamed));
        assertThat(allowed.status()).isEqualTo(200);
        assertThat(allowed.body()).contains("Hello");
        assertThat(scansOf(allowed)).hasSize(2);
        assertThat(upstream.received("moderator").getLast().body())
                .contains("Texts that a model has written:\\n\\\"Hello\\\"");

        upstream.answers(
                "moderator", (exchange, received) -> says(received.body().contains("has written") ? VIOLATION : ALLOWED)
                        .answer(exchange, received));
        Response denied = client.chat(asked(streamed));
        assertError(denied, 400, "content_policy_violation", DENIED.replace("this request", "this answer"));
        assertThat(settled(denied).content().policies()).isEqualTo(Map.of("safe", 1L));
    }

    @Test
    void anAnswerThatCannotBeScannedIsNotSent() {
        ContentScan scan = ofAnswers(MODEL);
        scans(scan);
        upstream.answers(
                "moderator", (exchange, received) -> says(received.body().contains("has written") ? "Hm." : ALLOWED)
                        .answer(exchange, received));

        assertError(
                client.chat(streamedQuestion("safe")),
                503,
                "content_scan_failed",
                FAILED.replace("This request", "This answer"));
    }

    private static String asked(boolean streamed) {
        return streamed ? streamedQuestion("safe") : question("safe");
    }

    private static Reply after(CountDownLatch release, Reply reply) {
        return (exchange, received) -> {
            Replies.await(release, Duration.ofSeconds(30));
            reply.answer(exchange, received);
        };
    }

    /** Answers when as many requests as the latch counts are there. */
    private static Reply meeting(CountDownLatch all, Reply reply) {
        return (exchange, received) -> {
            all.countDown();
            after(all, reply).answer(exchange, received);
        };
    }
}
