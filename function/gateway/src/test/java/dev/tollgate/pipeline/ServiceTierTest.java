package dev.tollgate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.fake.InMemoryCustomPrices;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.upstream.Replies;
import dev.tollgate.upstream.Reply;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service tier that a provider reports applies, wherever in the stream it is and however the stream ends. */
@QuarkusTest
final class ServiceTierTest extends GatewayTest {
    @Inject
    InMemoryCustomPrices prices;

    @BeforeEach
    void aPriceForEachTier() throws JsonProcessingException {
        prices.put("tiered/m", JsonCodec.mapper().readValue("""
                        {"input": 1000, "output": 10000,
                         "cases": [{"service_tier": "flex", "input": 500, "output": 5000}]}""", Price.class));
    }

    @Test
    void itMayComeWithTheCountAlone() {
        Settlement settlement = answered(Replies.events(Replies.chunk("{\"content\":\"Hello\"}", null)
                + Replies.chunk("{}", "stop")
                + flex(Replies.usage(3, 1))
                + "data: [DONE]\n\n"));
        assertThat(settlement.cost()).isEqualTo(new Cost.Priced(3 * 500 + 5000, "own"));
    }

    @Test
    void itHoldsForAnEstimate() {
        Settlement settlement = answered(Replies.eventsThenBreak(flex(Replies.chunk("{\"content\":\"Hello\"}", null))));
        assertThat(settlement.estimated()).isTrue();
        long prompt = settlement.usage().promptTokens();
        long completion = settlement.usage().completionTokens();
        assertThat(settlement.cost()).isEqualTo(new Cost.Priced(prompt * 500 + completion * 5000, "own"));
    }

    private Settlement answered(Reply reply) {
        routes.provider("tiered", upstream.answers("tiered", reply));
        Response response = client.chat(streamedQuestion("tiered/m"));
        return ledger.awaitSettled(response.requestId()).settlement();
    }

    private static String flex(String event) {
        return event.replace("data: {", "data: {\"service_tier\":\"flex\",");
    }
}
