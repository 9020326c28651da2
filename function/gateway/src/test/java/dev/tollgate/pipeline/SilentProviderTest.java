package dev.tollgate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.client.ShortTimeouts;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Providers that say nothing: before the first word another target answers, after it the client is kept in line. */
@QuarkusTest
@TestProfile(ShortTimeouts.class)
final class SilentProviderTest extends GatewayTest {
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void releaseProvider() {
        release.countDown();
    }

    @Test
    void whoSendsNoHeadInTimeIsGivenUp() {
        routes.provider("mute", upstream.answers("mute", Replies.silence(release)));
        assertSecondAnswers();
    }

    @Test
    void whoSendsAHeadAndNoWordInTimeIsGivenUp() {
        routes.provider("mute", upstream.answers("mute", Replies.eventsAround(Replies.ROLE_ONLY, release, "")));
        assertSecondAnswers();
    }

    /** NousResearch/hermes-agent#42776, mnfst/llm-gateway#2573. */
    @Test
    void whoNeverSendsAWholeAnswerIsGivenUpWhereAnotherTargetIsLeft() {
        routes.provider("mute", upstream.answers("mute", Replies.silence(release)));
        routes.provider("good", upstream.answers("good", Replies.hello()));
        routes.alias("slow", "mute/m", "good/m");
        Response response = client.chat(question("slow"));
        assertThat(response.body()).contains("Hello");
        assertThat(attempts(response)).containsExactly("mute: upstream_timeout", "good answered");
    }

    private void assertSecondAnswers() {
        routes.provider("good", upstream.answers("good", Replies.hello()));
        routes.alias("slow", "mute/m", "good/m");
        Response response = client.chat(streamedQuestion("slow"));
        assertThat(response.body()).endsWith("data: [DONE]\n\n");
        assertThat(attempts(response)).containsExactly("mute: upstream_timeout", "good answered");
    }

    @Test
    void aSilentStreamIsKeptAliveWithComments() throws IOException {
        routes.provider("slow", upstream.answers("slow", Replies.eventsAround(firstWord(), release, rest())));
        assertPingedAndAnswered();
    }

    @Test
    void commentsOfTheProviderDoNotKeepTheClientAlive() throws IOException {
        routes.provider("slow", upstream.answers("slow", (exchange, _) -> comments(exchange)));
        assertPingedAndAnswered();
    }

    /** Comments faster than the gateway's heartbeat, until the test has seen that heartbeat. */
    private void comments(HttpExchange exchange) throws IOException {
        OutputStream body = Replies.begin(exchange);
        Replies.write(body, firstWord());
        while (!Replies.await(release, Duration.ofMillis(1))) {
            Replies.write(body, ": PROCESSING\n\n");
        }
        Replies.write(body, rest());
    }

    private void assertPingedAndAnswered() throws IOException {
        HttpResponse<InputStream> response = client.stream(streamedQuestion("slow/m"));
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (!line.startsWith(":")) {
                line = lines.readLine();
            }
            assertThat(line).isEqualTo(": ping");
            release.countDown();
            assertThat(lines.lines()).endsWith("data: [DONE]", "");
        }
    }

    private static String firstWord() {
        return Replies.chunk("{\"content\":\"Hel\"}", null);
    }

    private static String rest() {
        return Replies.chunk("{\"content\":\"lo\"}", null) + Replies.chunk("{}", "stop") + Replies.usage(3, 2);
    }
}
