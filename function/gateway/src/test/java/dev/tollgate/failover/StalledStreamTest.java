package dev.tollgate.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.golden.BookedUsage;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Providers that leave a stream open after its end. */
@QuarkusTest
final class StalledStreamTest extends GatewayTest {
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void releaseProvider() {
        release.countDown();
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

    /** A count that comes after the end is still booked. */
    @Test
    void usageAfterTheEndCounts() {
        String late = Replies.chunk("{\"content\":\"Hello\"}", null) + Replies.chunk("{}", "stop") + "data: [DONE]\n\n"
                + Replies.usage(3, 1);
        routes.provider("late", upstream.answers("late", Replies.events(late)));
        Response response = client.chat(streamedQuestion("late/m"));
        assertThat(BookedUsage.of(ledger.awaitSettled(response.requestId())))
                .isEqualTo(new BookedUsage(3, 1, 0, 0, false, "complete", null));
    }
}
