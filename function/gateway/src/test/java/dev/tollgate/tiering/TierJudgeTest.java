package dev.tollgate.tiering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.bill.UsageRecord.Attempt;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.openai.Usage;
import dev.tollgate.route.Alias;
import dev.tollgate.route.JudgeConfig;
import dev.tollgate.route.Tier;
import dev.tollgate.upstream.Replies;
import dev.tollgate.upstream.Reply;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A small model chooses the tier. Its failures do not fail the call, and its tokens are always recorded. */
@QuarkusTest
final class TierJudgeTest extends GatewayTest {
    private static final String HARD =
            "{\"model\":\"wise\",\"messages\":[{\"role\":\"user\",\"content\":\"Kant or Mill?\"}]}";

    @BeforeEach
    void twoTiersAndAJudge() {
        routes.provider("small", upstream.answers("small", Replies.hello()));
        routes.provider("large", upstream.answers("large", Replies.hello()));
        routes.provider("judge", upstream.answers("judge", says("1")));
        routes.alias(wise(5_000));
    }

    @Test
    void itsWordCountsAndItsTokensAreBookedWithTheAnswers() {
        Response response = client.chat(HARD);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("x-tollgate-provider")).isEqualTo("small");
        assertThat(response.header("x-tollgate-tier"))
                .matches("simple, by judge judge/j in \\d+ ms; signals 0\\.45 \\(doubt 0\\.45\\)");
        assertThat(response.header("x-tollgate-attempts")).isEqualTo("1");

        Settlement settlement = ledger.awaitSettled(response.requestId()).settlement();
        assertThat(settlement.provider()).isEqualTo("small");
        Attempt judge = settlement.attempts().getFirst();
        Attempt answer = settlement.attempts().getLast();
        assertThat(settlement.attempts()).hasSize(2);
        assertThat(judge.purpose()).isEqualTo(AttemptPurpose.JUDGE);
        assertThat(judge.usage()).isEqualTo(Usage.of(120, 1));
        assertThat(answer.purpose()).isEqualTo(AttemptPurpose.RESPOND);
        assertThat(settlement.usage()).isEqualTo(judge.usage().plus(answer.usage()));
    }

    @Test
    void itAnswersOneWordAboutAQuotation() {
        client.chat(HARD);

        assertThat(upstream.received("judge").getLast().body())
                .contains("Kant or Mill?", "\"temperature\":0", "\"max_tokens\":8")
                .doesNotContain("\"stream\":true");
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(Replies.status(500, "{}"), "judge judge/j failed with upstream_failed", 0),
                Arguments.of(Replies.status(200, "<html>"), "judge judge/j failed with upstream_failed", 1),
                Arguments.of(says("I would say it depends."), "judge judge/j named no tier", 1),
                Arguments.of(says(""), "judge judge/j named no tier", 1));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whateverGoesWrongWithItTheSignsDecide(Reply reply, String why, long leastTokens) {
        upstream.answers("judge", reply);
        Response response = client.chat(HARD);

        assertSignsDecided(response, why);
        assertThat(judged(response).usage().promptTokens()).isGreaterThanOrEqualTo(leastTokens);
    }

    @Test
    void oneThatIsLateIsNotWaitedForButPaid() {
        CountDownLatch release = new CountDownLatch(1);
        upstream.answers("judge", Replies.silence(release));
        routes.alias(wise(20));
        Response response = client.chat(HARD);
        release.countDown();

        assertSignsDecided(response, "judge judge/j failed with upstream_timeout");
        Attempt judge = judged(response);
        assertThat(judge.error()).isEqualTo("upstream_timeout");
        assertThat(judge.estimated()).isTrue();
        assertThat(judge.usage().promptTokens()).isPositive();
    }

    @Test
    void whereTheSignsAreSureItIsNotAsked() {
        int before = upstream.received("judge").size();
        Response response = client.chat(HARD.replace("Kant or Mill?", "Capital of Kenya?"));

        assertThat(response.header("x-tollgate-tier")).isEqualTo("simple, 0.00 (fact)");
        assertThat(upstream.received("judge")).hasSize(before);
    }

    @Test
    void itsCostIsBookedWhereNobodyAnswers() {
        upstream.answers("small", Replies.status(500, "{}"));
        Response response = client.chat(HARD);

        assertThat(response.status()).isEqualTo(502);
        assertThat(judged(response).usage()).isEqualTo(Usage.of(120, 1));
    }

    private void assertSignsDecided(Response response, String why) {
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("x-tollgate-provider")).isEqualTo("large");
        assertThat(response.header("x-tollgate-tier"))
                .isEqualTo("complex, by signals, because " + why + "; signals 0.45 (doubt 0.45)");
    }

    private Attempt judged(Response response) {
        Attempt first = ledger.awaitSettled(response.requestId())
                .settlement()
                .attempts()
                .getFirst();
        assertThat(first.purpose()).isEqualTo(AttemptPurpose.JUDGE);
        return first;
    }

    private static Alias wise(int timeoutMillis) {
        List<Tier> tiers = List.of(
                new Tier("simple", BigDecimal.ZERO, "small/s"), new Tier("complex", new BigDecimal("0.4"), "large/l"));
        JudgeConfig judge = new JudgeConfig("judge/j", timeoutMillis, new BigDecimal("0.1"), new BigDecimal("0.6"));
        return Alias.builder("wise")
                .dropUnsupported(false)
                .tiers(tiers)
                .judge(judge)
                .build();
    }

    private static Reply says(String word) {
        return Replies.status(200, """
                {"id":"c","object":"chat.completion","created":1,"model":"j","choices":[{"index":0,"finish_reason":"stop",
                "message":{"role":"assistant","content":"%s"}}],
                "usage":{"prompt_tokens":120,"completion_tokens":1,"total_tokens":121}}""".formatted(word));
    }
}
