package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.golden.RecordedUsage;
import dev.tollgate.process.MemoryBudget;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a request, a reply and a stream may hold in memory, in a gateway that has a megabyte for all of them. */
@QuarkusTest
@TestProfile(MemoryBoundsTest.Small.class)
final class MemoryBoundsTest extends GatewayTest {
    private static final int BUDGET = 1_000_000;
    private static final int MAX_REPLY = 400_000;

    @Inject
    MemoryBudget budget;

    /** A gateway with little memory. */
    public static final class Small implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "tollgate.memory-budget", String.valueOf(BUDGET),
                    "tollgate.upstream.max-reply-bytes", String.valueOf(MAX_REPLY));
        }
    }

    @AfterEach
    void everythingIsGivenBack() {
        Awaitility.await().until(() -> budget.held() == 0);
    }

    @Test
    void aStreamThatDoesNotEndIsCutAtItsBoundAndRecorded() {
        routes.provider("endless", upstream.answers("endless", (exchange, _) -> endless(exchange, "z")));
        Response response = client.chat(streamedQuestion("endless/m"));

        assertThat(response.body())
                .contains("\"code\":\"upstream_failed\"", "larger than " + MAX_REPLY + " bytes")
                .doesNotContain("[DONE]");
        RecordedUsage usage = RecordedUsage.of(ledger.awaitSettled(response.requestId()));
        assertThat(usage.outcome()).isEqualTo("cut");
        assertThat(usage.completion()).isGreaterThan(500);
    }

    @Test
    void aStreamThatKeepsMoreThanThereIsMemoryForIsCutAndRecorded() {
        routes.provider("wordy", upstream.answers("wordy", (exchange, _) -> endless(exchange, "z".repeat(10_000))));
        Response response = client.chat(streamedQuestion("wordy/m"));

        assertThat(response.body()).contains("\"code\":\"overloaded\"").doesNotContain("[DONE]");
        RecordedUsage usage = RecordedUsage.of(ledger.awaitSettled(response.requestId()));
        assertThat(usage.outcome()).isEqualTo("cut");
        assertThat(usage.error()).isEqualTo("overloaded");
    }

    @Test
    void aReplyThatBecomesTooManyObjectsFailsAlone() {
        routes.provider("bomb", upstream.answers("bomb", Replies.status(200, "[" + "[],".repeat(30_000) + "1]")));
        Response response = client.chat(question("bomb/m"));

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.body()).contains("\"code\":\"overloaded\"");
        assertThat(response.headers().firstValue("retry-after")).contains("1");
    }

    @Test
    void aRequestThatNeverFitsIsTooLarge() {
        Response response = client.chat(question("any/m").replace("Say hello.", "x".repeat(200_000)));
        assertThat(response.status()).isEqualTo(413);
        assertThat(response.body()).contains("does not fit into the memory of this gateway");
    }

    @Test
    void aSmallRequestIsServed() {
        routes.provider("friendly", upstream.answers("friendly", Replies.hello()));
        assertThat(client.chat(question("friendly/m")).status()).isEqualTo(200);
        assertThat(client.chat(streamedQuestion("friendly/m")).body()).contains("[DONE]");
    }

    private static void endless(HttpExchange exchange, String text) throws IOException {
        OutputStream body = Replies.begin(exchange);
        while (true) {
            Replies.write(body, Replies.chunk("{\"content\":\"" + text + " \"}", null));
        }
    }
}
