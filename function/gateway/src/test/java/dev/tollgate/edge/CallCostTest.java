package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.CallerPrices;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.MarkupTable;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.TariffTable;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.fake.InMemoryCustomPrices;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call cost its caller: 3 prompt tokens at 7 micro-dollars and 1 at 20 are 41, with a mark-up of 10 % 45. */
@QuarkusTest
final class CallCostTest extends GatewayTest {
    private static final String HEADER = "x-tollgate-cost-usd";
    private static final String INCLUDE = "\"usage\":{\"include\":true}";
    private static final String WHOLE = """
            {"id":"1","object":"chat.completion","created":1,"model":"m",
            "choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],
            "usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4,
            "cost":0.5,"cost_details":{"upstream_inference_cost":0.4},"is_byok":false,"cost_in_usd_ticks":9}}""";

    @Inject
    InMemoryCustomPrices prices;

    @BeforeEach
    void provider() {
        routes.provider("p", upstream.answers("p", Replies.hello()));
        routes.provider("whole", upstream.answers("whole", Replies.status(200, WHOLE)));
        routes.provider("broken", upstream.answers("broken", Replies.status(404, "{}")));
        routes.alias("second", "broken/m", "whole/m");
        for (String provider : List.of("p", "whole", "broken")) {
            prices.put(provider + "/m", Price.of(BigDecimal.valueOf(7), BigDecimal.valueOf(20)));
        }
    }

    @AfterEach
    void chargeTheCost() {
        prices.tariffs(TariffTable.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole/m", "second", "p/m"})
    void theHeaderOfAWholeAnswerHasIt(String model) {
        Response response = client.chat(question(model));

        assertThat(response.header(HEADER)).isEqualTo("0.000041");
        assertThat(response.json().at("/usage").has("cost")).isFalse();
        assertThat(recordedCharge(response)).isEqualTo(41);
    }

    @Test
    void whatTheProviderBillsIsNotPassedOn() {
        markUp();
        Response response = client.chat(question("whole/m"));

        assertThat(response.header(HEADER)).isEqualTo("0.000045");
        assertThat(response.body()).doesNotContain("cost").doesNotContain("is_byok");
    }

    @Test
    void theUsageHasItIfTheRequestWantsIt() {
        markUp();
        assertThat(cost(client.chat(with(question("whole/m"), INCLUDE)))).isEqualTo("0.000045");
        assertThat(upstream.received("whole").getLast().body()).doesNotContain("include");
        assertThat(client.chat(with(question("whole/m"), "\"usage\":{\"include\":false}"))
                        .json()
                        .at("/usage")
                        .has("cost"))
                .isFalse();
    }

    @Test
    void aStreamHasItInTheChunkWithTheUsage() {
        for (String options : List.of(INCLUDE, INCLUDE + ",\"stream_options\":{\"include_usage\":true}")) {
            Response response = client.chat(with(question("p/m"), "\"stream\":true," + options));
            assertThat(response.header(HEADER)).isNull();
            assertThat(response.body())
                    .containsOnlyOnce(
                            "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1,\"total_tokens\":4,\"cost\":0.000041}");
        }
        assertThat(client.chat(streamedQuestion("p/m")).body()).doesNotContain("cost");
    }

    @Test
    void theOtherApisHaveItToo() {
        upstream.embeds("p", Replies.status(200, """
                {"object":"list","model":"m","data":[{"object":"embedding","index":0,"embedding":[0.5]}],
                "usage":{"prompt_tokens":3,"total_tokens":3}}"""));
        Response embeddings = client.post("/v1/embeddings", "{\"model\":\"p/m\",\"input\":\"Hi\"," + INCLUDE + "}");
        assertThat(embeddings.header(HEADER)).isEqualTo("0.000021");
        assertThat(cost(embeddings)).isEqualTo("0.000021");
        Response completion =
                client.post("/v1/completions", "{\"model\":\"whole/m\",\"prompt\":\"Hi\"," + INCLUDE + "}");
        assertThat(cost(completion)).isEqualTo("0.000041");
    }

    @Test
    void aKeyMayAlwaysHaveIt() {
        keys.put(ApiKey.builder("counting", KeyHash.of("tg-counting"))
                .usageCost(true)
                .build());
        GatewayClient counting = new GatewayClient(base, "tg-counting");

        assertThat(cost(counting.chat(question("whole/m")))).isEqualTo("0.000041");
        assertThat(counting.chat(streamedQuestion("p/m")).body()).contains("\"cost\":0.000041}");
        assertThat(counting.chat(with(question("p/m"), "\"stream\":true")).body())
                .doesNotContain("usage");
    }

    @Test
    void aCostThatIsNotKnownIsNotZero() {
        routes.provider("unpriced", upstream.answers("unpriced", Replies.hello()));
        Response response = client.chat(with(question("unpriced/m"), INCLUDE));

        assertThat(response.header(HEADER)).isNull();
        assertThat(response.json().at("/usage/cost").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "usage":true
            "usage":{"include":"yes"}
            "usage":[]
            """)
    void aWrongTypeIsRefusedByName(String field) {
        Response response = client.chat(with(question("p/m"), field));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().at("/error/param").asText()).isEqualTo("usage");
    }

    private void markUp() {
        prices.tariffs(new TariffTable(
                new MarkupTable(Map.of("tester", BigDecimal.TEN), Map.of(), Map.of()), CallerPrices.NONE));
    }

    private long recordedCharge(Response response) {
        Cost cost = ledger.awaitSettled(response.requestId()).settlement().cost();
        return ((Cost.Priced) cost).chargeMicros();
    }

    private static String cost(Response response) {
        JsonNode cost = response.json().at("/usage/cost");
        return cost.decimalValue().toPlainString();
    }

    private static String with(String question, String field) {
        return question.replaceFirst("}$", "," + field + "}");
    }
}
