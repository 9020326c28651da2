package dev.tollgate.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.golden.RecordedUsage;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Alias;
import dev.tollgate.route.Alias.TargetSpec;
import dev.tollgate.route.FailoverPolicy;
import dev.tollgate.route.ModelName;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Providers that stop in the middle of a stream, and providers that leave a stream open after its end. */
@QuarkusTest
final class StalledStreamTest extends GatewayTest {
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void releaseProvider() {
        release.countDown();
    }

    /** tensorzero/tensorzero#6328, BerriAI/litellm#40404. */
    @Test
    void aStreamThatStallsAfterItsFirstWordEndsWithAnErrorAndIsRecorded() {
        routes.provider("stalling", upstream.answers("stalling", Replies.eventsAround(firstWord(), release, "")));
        routes.provider("good", upstream.answers("good", Replies.hello()));
        routes.alias(aliasWithIdle(300, "stalls", "stalling/m", "good/m"));
        Response response = client.chat(streamedQuestion("stalls"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body())
                .contains("\"content\":\"Hel\"")
                .endsWith("data: {\"error\":{\"message\":\"The provider stopped in the middle of its answer.\","
                        + "\"type\":\"server_error\",\"param\":null,\"code\":\"upstream_timeout\"}}\n\n");
        assertThat(attempts(response)).containsExactly("stalling: upstream_timeout");
        assertThat(RecordedUsage.of(ledger.awaitSettled(response.requestId())))
                .isEqualTo(new RecordedUsage(13, 1, 0, 0, true, "cut", "upstream_timeout"));
    }

    /** Mesh-LLM/mesh-llm#214, perk11/large-model-proxy#22. The provider leaves its body open until the test is over. */
    @Test
    void theEndOfAStreamIsPassedOnAlthoughTheProviderLeavesItOpen() {
        routes.provider("open", upstream.answers("open", Replies.eventsAround(Replies.HELLO, release, "")));
        long start = System.nanoTime();
        Response response = client.chat(streamedQuestion("open/m"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ReplyTimer.LINGER);
        assertThat(response.body()).contains("\"usage\":{\"prompt_tokens\":3").endsWith("data: [DONE]\n\n");
        assertThat(attempts(response)).containsExactly("open answered");
    }

    /** The usage record includes a count that arrives after the end. */
    @Test
    void usageAfterTheEndCounts() {
        String late = Replies.chunk("{\"content\":\"Hello\"}", null) + Replies.chunk("{}", "stop") + "data: [DONE]\n\n"
                + Replies.usage(3, 1);
        routes.provider("late", upstream.answers("late", Replies.events(late)));
        Response response = client.chat(streamedQuestion("late/m"));
        assertThat(RecordedUsage.of(ledger.awaitSettled(response.requestId())))
                .isEqualTo(new RecordedUsage(3, 1, 0, 0, false, "complete", null));
    }

    /** 0xPlaygrounds/rig#2328: Google computes after the finish of a round of its tools, for longer than a complete reply may linger. */
    @Test
    void aGeminiStreamGoesOnAfterTheFinishOfARound() {
        String round = "data: {\"candidates\":[{\"content\":{\"parts\":[{\"executableCode\":{\"code\":\"6*7\"}}]},"
                + "\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":3,\"candidatesTokenCount\":1}}\n\n";
        String answer =
                "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"42.\"}]},\"finishReason\":\"STOP\"}],"
                        + "\"usageMetadata\":{\"promptTokenCount\":3,\"candidatesTokenCount\":2}}\n\n";
        URI google = upstream.answersAt(
                "google",
                "models/gemini-2.5-flash:streamGenerateContent",
                Replies.eventsAround(round, release, answer));
        routes.provider(new Provider("google", "gemini", google, null, null));
        CompletableFuture.delayedExecutor(ReplyTimer.LINGER.plusMillis(300).toMillis(), TimeUnit.MILLISECONDS)
                .execute(release::countDown);
        assertThat(client.chat(streamedQuestion("google/gemini-2.5-flash")).body())
                .containsSubsequence("6*7", "\"content\":\"42.\"", "\"finish_reason\":\"stop\"", "data: [DONE]")
                .containsOnlyOnce("\"finish_reason\":\"stop\"");
    }

    private static Alias aliasWithIdle(int idleMillis, String name, String... models) {
        List<TargetSpec> targets =
                Stream.of(models).map(ModelName::of).map(TargetSpec::of).toList();
        FailoverPolicy policy = new FailoverPolicy(null, null, null, idleMillis, null, null);
        return Alias.builder(name)
                .targets(targets)
                .dropUnsupported(false)
                .failover(policy)
                .build();
    }

    private static String firstWord() {
        return Replies.chunk("{\"content\":\"Hel\"}", null);
    }
}
