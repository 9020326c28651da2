package dev.tollgate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.ApiKey.OnStoreFailure;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store does not answer: what a key's {@code on_store_failure} decides, and what it cannot. */
@QuarkusTest
final class StoreDownTest extends GatewayTest {
    private static final String UNAVAILABLE = "{\"error\":{\"message\":\"The store does not answer.\","
            + "\"type\":\"server_error\",\"param\":null,\"code\":\"store_unavailable\"}}";

    @BeforeEach
    void aProvider() {
        routes.provider("good", upstream.answers("good", Replies.hello()));
    }

    @Test
    void withoutKeysNobodyIsLetIn() {
        keys.down(true);
        assertUnavailable(client.chat(question("good/m")));
    }

    @Test
    void whatCannotBeBookedIsNotAnswered() {
        ledger.down(true);
        assertUnavailable(client.chat(question("good/m")));
    }

    @Test
    void whatCannotBeBookedIsNotStreamedEither() {
        ledger.down(true);
        assertUnavailable(client.chat(streamedQuestion("good/m")));
    }

    @Test
    void aKeyThatAllowsItIsServedWithoutBooks() {
        keys.put(ApiKey.builder("bold", KeyHash.of("tg-bold"))
                .onStoreFailure(OnStoreFailure.ALLOW)
                .build());
        ledger.down(true);
        Response response = new GatewayClient(base, "tg-bold").chat(streamedQuestion("good/m"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).endsWith("data: [DONE]\n\n");
        assertThat(ledger.knows(response.requestId())).isFalse();
    }

    @Test
    void aKeyWithABudgetIsNotAnsweredWithoutTheStore() {
        keys.put(key("thrifty", null));
        ledger.down(true);
        assertUnavailable(new GatewayClient(base, "tg-thrifty").chat(question("good/m")));
    }

    @Test
    void unlessItAllowsIt() {
        keys.put(key("daring", OnStoreFailure.ALLOW));
        ledger.down(true);
        Response response = new GatewayClient(base, "tg-daring").chat(question("good/m"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("x-tollgate-budget-remaining-usd")).isNull();
    }

    private static ApiKey key(String id, OnStoreFailure onStoreFailure) {
        Budget budget = new Budget(BigDecimal.ONE, Budget.Per.DAY, ZoneId.of("UTC"), false, 1);
        return ApiKey.builder(id, KeyHash.of("tg-" + id))
                .onStoreFailure(onStoreFailure)
                .budgets(List.of(budget))
                .build();
    }

    private static void assertUnavailable(Response response) {
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.body()).isEqualTo(UNAVAILABLE);
    }
}
