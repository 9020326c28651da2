package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.upstream.FakeUpstream;
import dev.tollgate.upstream.Replies;
import dev.tollgate.upstream.Reply;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
final class AccessTokensTest {
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final SteppingClock clock = new SteppingClock();
    private final AtomicInteger issuedTokens = new AtomicInteger();
    private volatile Reply reply = (exchange, received) ->
            Replies.status(200, "token-" + issuedTokens.incrementAndGet()).answer(exchange, received);

    @Inject
    UpstreamClient upstream;

    private FakeUpstream issuer;
    private AccessTokens tokens;

    @BeforeEach
    void start() {
        issuer = new FakeUpstream((exchange, received) -> reply.answer(exchange, received));
        tokens = new AccessTokens(upstream, Duration.ofSeconds(10), clock);
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void keepsATokenUntilShortlyBeforeItExpires() {
        assertThat(token("vertex", "secret")).isEqualTo("token-1");
        clock.pass(LIFE.minusSeconds(61));
        assertThat(token("vertex", "secret")).isEqualTo("token-1");
        clock.pass(Duration.ofSeconds(1));
        assertThat(token("vertex", "secret")).isEqualTo("token-2");
        assertThat(token("vertex", "secret")).isEqualTo("token-2");
    }

    @Test
    void keepsOneTokenForEachProviderAndSecret() {
        assertThat(token("one", "secret")).isEqualTo("token-1");
        assertThat(token("two", "secret")).isEqualTo("token-2");
        assertThat(token("one", "changed")).isEqualTo("token-3");
        assertThat(token("two", "secret")).isEqualTo("token-2");
    }

    @Test
    void concurrentCallsWaitForOneExchange() throws Exception {
        CountDownLatch requested = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Reply quick = reply;
        reply = (exchange, received) -> {
            requested.countDown();
            awaitQuietly(release);
            quick.answer(exchange, received);
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> call = () -> token("vertex", "secret");
            List<Future<String>> results =
                    Collections.nCopies(20, call).stream().map(threads::submit).toList();
            requested.await();
            release.countDown();
            for (Future<String> result : results) {
                assertThat(result.get()).isEqualTo("token-1");
            }
        }
        assertThat(issuer.received("token")).hasSize(1);
    }

    @Test
    void reportsAFailedExchangeAndDoesNotKeepIt() {
        Reply quick = reply;
        reply = Replies.status(403, "no");
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> token("vertex", "secret"))
                .withMessage("refused: 403");
        reply = quick;
        assertThat(token("vertex", "secret")).isEqualTo("token-1");
    }

    @Test
    void aBrokenConnectionToTheIssuerIsAFailureOfTheProvider() {
        reply = (_, _) -> {
            throw new IOException("gone");
        };
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> token("vertex", "secret"))
                .withMessage("vertex's credentials could not be exchanged: The connection to the provider broke.")
                .matches(failure -> failure.kind() == ErrorKind.UPSTREAM_FAILED);
    }

    private String token(String provider, String secret) {
        return tokens.credentials(provider, secret, new Issued(issuer));
    }

    private static void awaitQuietly(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private record Issued(FakeUpstream issuer) implements TokenExchange {

        @Override
        public UpstreamRequest request(Instant now) {
            return new UpstreamRequest(issuer.uri("token/new"), Map.of(), new byte[] {1}, false);
        }

        @Override
        public Token read(int status, byte[] body, Instant now) {
            if (status != 200) {
                throw new GatewayException(ErrorKind.UPSTREAM_FAILED, "refused: " + status);
            }
            return new Token(new String(body, StandardCharsets.UTF_8), now.plus(LIFE));
        }
    }
}
