package dev.tollgate.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.UsageRecord.Attempt;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.limit.TokenEstimate;
import dev.tollgate.route.Alias;
import dev.tollgate.route.FailoverPolicy;
import dev.tollgate.route.ModelName;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hedging over real connections: the second target also receives the request if the first one does not start its answer.
 * The delay is so short that either target may be recorded first.
 */
@QuarkusTest
final class HedgingTest extends GatewayTest {
    private final CountDownLatch release = new CountDownLatch(1);

    @BeforeEach
    void aHedgedPair() {
        routes.provider("slow", upstream.uri("slow"));
        routes.provider("quick", upstream.answers("quick", Replies.hello()));
        List<Alias.TargetSpec> targetSpecs = Stream.of("slow/m", "quick/m")
                .map(ModelName::of)
                .map(Alias.TargetSpec::of)
                .toList();
        FailoverPolicy hedged = new FailoverPolicy(null, null, null, null, 1, null);
        routes.alias(Alias.builder("hedged")
                .targets(targetSpecs)
                .dropUnsupported(false)
                .failover(hedged)
                .build());
    }

    @AfterEach
    void releaseProvider() {
        release.countDown();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoBeginsFirstAnswersAndTheOtherIsStoppedAndBilledForThePrompt(boolean streamed) {
        CountDownLatch slowHasTheRequest = new CountDownLatch(1);
        upstream.answers("slow", (exchange, received) -> {
            slowHasTheRequest.countDown();
            Replies.silence(release).answer(exchange, received);
        });
        upstream.answers("quick", (exchange, received) -> {
            Replies.silence(slowHasTheRequest).answer(exchange, received);
            Replies.hello().answer(exchange, received);
        });
        Response response = client.chat(streamed ? streamedQuestion("hedged") : question("hedged"));

        assertThat(response.body()).contains("Hello");
        assertThat(response.header("x-tollgate-provider")).isEqualTo("quick");
        assertThat(response.header("x-tollgate-attempts")).isEqualTo("2");
        assertThat(response.header("x-tollgate-tried")).contains("slow/m superseded ", "quick/m answered ");
        Settlement settlement = ledger.awaitSettled(response.requestId()).settlement();
        assertThat(attempts(response)).containsExactlyInAnyOrder("slow: superseded", "quick answered");
        assertThat(settlement.provider()).isEqualTo("quick");
        assertThat(settlement.estimated()).isTrue();
        Attempt stopped = settlement.attempts().stream()
                .filter(attempt -> attempt.provider().equals("slow"))
                .findFirst()
                .orElseThrow();
        assertThat(stopped.estimated()).isTrue();
        long prompt = stopped.usage().promptTokens();
        assertThat(prompt).isPositive().isGreaterThanOrEqualTo(TokenEstimate.ofText("Say hello."));
        assertThat(settlement.usage().totalTokens()).isEqualTo(prompt + 4);
    }

    @Test
    void aStreamThatHasBegunIsNotHedgedHoweverLongItTakes() {
        upstream.answers("slow", (exchange, _) -> {
            var body = Replies.begin(exchange);
            Replies.write(body, Replies.chunk("{\"content\":\"Slow\"}", null));
            Replies.write(body, Replies.chunk("{}", "stop") + Replies.usage(3, 1) + "data: [DONE]\n\n");
        });
        routes.provider("quick", upstream.answers("quick", Replies.silence(release)));
        Response response = client.chat(streamedQuestion("hedged"));

        assertThat(response.body()).contains("Slow").endsWith("data: [DONE]\n\n");
        assertThat(attempts(response)).contains("slow answered").doesNotContain("quick answered");
    }
}
