package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.CallerPrices;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.MarkupTable;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.TariffTable;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.fake.InMemoryCustomPrices;
import dev.tollgate.openai.GatewayPolicy;
import dev.tollgate.openai.RoutingRequirements;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules for every request: what callers are charged, and whether they may use models without a price. */
@QuarkusTest
final class GatewayPolicyTest extends GatewayTest {
    private static final GatewayPolicy ONLY_PRICED =
            new GatewayPolicy(new RoutingRequirements(null, false, false, null, true));

    @Inject
    InMemoryCustomPrices prices;

    @BeforeEach
    void twoProvidersOfWhichOneHasAPrice() {
        routes.provider("listed", upstream.answers("listed", Replies.hello()));
        routes.provider("strange", upstream.answers("strange", Replies.hello()));
        routes.alias("pair", "strange/m", "listed/m");
        prices.put("listed/m", Price.of(new BigDecimal("100"), new BigDecimal("1000")));
        keys.put(ApiKey.builder("searcher", KeyHash.of("tg-search"))
                .tags(Map.of("team", "search"))
                .build());
        client = new GatewayClient(base, "tg-search");
    }

    @AfterEach
    void noTerms() {
        routes.terms(GatewayPolicy.NONE);
        prices.tariffs(TariffTable.NONE);
    }

    @Test
    void theRecordKeepsTheCostBesideWhatIsCharged() {
        prices.tariffs(new TariffTable(new MarkupTable(null, null, Map.of("search", new BigDecimal("10"))), null));
        Settlement booked = settlement(client.post("/v1/chat/completions", question("listed/m")));
        long cost = booked.usage().promptTokens() * 100 + booked.usage().completionTokens() * 1000;
        assertThat(booked.cost()).isEqualTo(new Cost.Priced(cost, cost * 11 / 10, "own"));
        assertThat(booked.attempts().getLast().cost()).isEqualTo(booked.cost());
    }

    @Test
    void aPriceOfOnesOwnIsChargedWhateverTheProviderBills() {
        Price own = Price.of(new BigDecimal("7"), new BigDecimal("70"));
        prices.tariffs(
                new TariffTable(null, new CallerPrices(Map.of("searcher", Map.of("listed/m", own)), null, null)));
        Settlement booked = settlement(client.post("/v1/chat/completions", question("listed/m")));
        long written = booked.usage().completionTokens();
        long read = booked.usage().promptTokens();
        assertThat(booked.cost())
                .isEqualTo(new Cost.Priced(read * 100 + written * 1000, read * 7 + written * 70, "own"));
    }

    @Test
    void withoutAPriceAModelIsCalledAndRecordedAsUnpriced() {
        Response response = client.post("/v1/chat/completions", question("pair"));
        assertThat(attempts(response)).containsExactly("strange answered");
        assertThat(settlement(response).cost()).isEqualTo(new Cost.Unpriced());
    }

    @Test
    void whereAPriceIsRequiredOthersAreNotAsked() {
        routes.terms(ONLY_PRICED);
        assertThat(attempts(client.post("/v1/chat/completions", question("pair"))))
                .containsExactly("listed answered");
        int before = upstream.received("strange").size();
        Response refused = client.post("/v1/chat/completions", question("strange/m"));
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.json().at("/error/message").asText())
                .isEqualTo("No target of the model 'strange/m' can serve this request: strange/m (this gateway requires"
                        + " priced, it has no price).");
        assertThat(upstream.received("strange")).hasSize(before);
    }

    @Test
    void aPriceOfPromptsOnlyIsNoneForAChat() {
        routes.terms(ONLY_PRICED);
        routes.provider("openai", upstream.answers("openai", Replies.hello()));
        assertThat(client.post("/v1/chat/completions", question("openai/text-embedding-3-small"))
                        .status())
                .isEqualTo(404);
        upstream.embeds("openai", Replies.status(200, "{\"data\":[{\"embedding\":[1]}]}"));
        Response vectors =
                client.post("/v1/embeddings", "{\"model\":\"openai/text-embedding-3-small\",\"input\":\"Hello\"}");
        assertThat(vectors.status()).isEqualTo(200);
    }

    private Settlement settlement(Response response) {
        assertThat(response.status()).isEqualTo(200);
        return ledger.awaitSettled(response.requestId()).settlement();
    }
}
