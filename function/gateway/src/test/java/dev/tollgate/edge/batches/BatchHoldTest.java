package dev.tollgate.edge.batches;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.Budget.Per;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.Price;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.fake.InMemoryCustomPrices;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a batch holds in a budget where its creation fails: all of it if the provider may run the batch, and else nothing. */
@QuarkusTest
final class BatchHoldTest extends BatchTest {
    private static final String CLAUDE = "claude/claude-haiku-4-5";

    @Inject
    InMemoryCustomPrices prices;

    private GatewayClient caller;

    @BeforeEach
    void aKeyWithADollar() {
        prices.put("batches/m", BatchLifeTest.price());
        prices.put(CLAUDE, BatchLifeTest.price());
        prices.put("free/m", Price.of(BigDecimal.ZERO, BigDecimal.ZERO));
        routes.provider("free", upstream.answers("free", Replies.hello()));
        String secret = "tg-" + UUID.randomUUID();
        Budget budget = new Budget(BigDecimal.ONE, Per.MONTH, ZoneId.of("UTC"), true, 1);
        keys.put(ApiKey.builder(secret, KeyHash.of(secret))
                .budgets(List.of(budget))
                .build());
        caller = new GatewayClient(base, secret);
    }

    @Test
    void aBrokenConnectionLeavesOpenWhetherThereIsABatch() {
        String file = file("batches/m");

        providers.breakConnectionsAt("/files");
        assertThat(create(caller, file).status()).isEqualTo(502);
        assertThat(left()).as("no batch without its file").isEqualByComparingTo("1");

        providers.breakConnectionsAt("/batches");
        assertThat(create(caller, file).status()).isEqualTo(502);
        assertThat(left()).as("less what both lines may cost").isLessThan(new BigDecimal("0.9992"));
    }

    @ParameterizedTest
    @CsvSource({
        "/openai/batches, 200, {}",
        "/openai/batches, 200, '{\"id\":\"b\",\"status\":\"of tomorrow\"}'",
        "/openai/batches, 200, LONG",
        "/openai/batches, 500, {}",
        "/openai/batches, 502, <html>",
        "/anthropic/messages/batches, 200, '{\"id\":\"b\",\"processing_status\":\"of tomorrow\"}'",
        "/anthropic/messages/batches, 504, <html>"
    })
    void aProviderThatMayHaveTheBatchKeepsWhatItHolds(String path, int status, String reply) {
        String body = reply.equals("LONG") ? " ".repeat(1024 * 1024 + 1) : reply;

        assertThat(statusWhen(path, status, body)).isGreaterThanOrEqualTo(500);

        assertThat(left()).isLessThan(new BigDecimal("0.9992"));
    }

    @ParameterizedTest
    @CsvSource({
        "/openai/files, 200, {}",
        "/openai/batches, 400, {}",
        "/openai/batches, 429, {}",
        "/openai/batches, 503, {}",
        "/anthropic/messages/batches, 529, {}"
    })
    void aProviderThatRefusesTheBatchHoldsNothing(String path, int status, String reply) {
        assertThat(statusWhen(path, status, reply)).isGreaterThanOrEqualTo(400);

        assertThat(left()).isEqualByComparingTo("1");
    }

    /** The status of a batch whose provider replies so to one of its steps. */
    private int statusWhen(String path, int status, String reply) {
        String file = file(path.startsWith("/openai") ? "batches/m" : CLAUDE);
        providers.replyAt(path, status, reply);
        return create(caller, file).status();
    }

    /** Its server ends each handshake, so that nothing was sent. */
    @Test
    void aProviderThatCannotBeReachedHoldsNothing() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread closing = Thread.ofVirtual().start(() -> closeEach(server));
            routes.provider(provider("claude", "anthropic", URI.create("https://127.0.0.1:" + server.getLocalPort())));

            assertThat(create(caller, file(CLAUDE)).status()).isEqualTo(502);

            assertThat(closing.isAlive()).isTrue();
        }
        assertThat(left()).isEqualByComparingTo("1");
    }

    private static void closeEach(ServerSocket server) {
        try {
            while (!server.isClosed()) {
                server.accept().close();
            }
        } catch (IOException ended) {
            assertThat(server.isClosed()).as(ended.toString()).isTrue();
        }
    }

    private String file(String model) {
        return upload(caller, line("a", model, "Say a."), line("b", model, "Say b."))
                .json()
                .path("id")
                .asText();
    }

    private BigDecimal left() {
        return new BigDecimal(caller.chat(question("free/m")).header("x-tollgate-budget-remaining-usd"));
    }
}
