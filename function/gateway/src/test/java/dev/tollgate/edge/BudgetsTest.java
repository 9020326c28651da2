package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.Budget.Per;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.Price;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.fake.InMemoryCustomPrices;
import dev.tollgate.fake.InMemoryTagBudgets;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What callers see of budgets. Each answer costs 0.004 US dollars: 4 tokens for 1,000 micro-dollars each. */
@QuarkusTest
final class BudgetsTest extends GatewayTest {
    @Inject
    InMemoryCustomPrices prices;

    @Inject
    InMemoryTagBudgets tagBudgets;

    @BeforeEach
    void twoProviders() {
        routes.provider("priced", upstream.answers("priced", Replies.hello()));
        routes.provider("free", upstream.answers("free", Replies.hello()));
        routes.alias("either", "free/m", "priced/m");
        prices.put("priced/m", Price.of(new BigDecimal("1000"), new BigDecimal("1000")));
    }

    @Test
    void aHardBudgetIsNeverExceeded() {
        GatewayClient ada = caller("hard", Map.of(), budget("0.3", true));
        Response last = null;
        int served = 0;
        for (int i = 0; i < 11; i++) {
            last = ada.chat(briefQuestion("priced/m"));
            if (last.status() == 200) {
                ledger.awaitSettled(last.requestId());
                served++;
            }
        }

        assertThat(served).isBetween(1, 10);
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.header("x-should-retry")).isEqualTo("false");
        assertThat(last.header("retry-after")).isNull();
        assertThat(last.json().at("/error/type").asText()).isEqualTo("insufficient_quota");
        assertThat(last.json().at("/error/code").asText()).isEqualTo("insufficient_quota");
        assertThat(last.json().at("/error/message").asText())
                .startsWith("You exceeded your current quota: the budget of key hard per month is used up (0.3 USD)")
                .contains("It renews at 2");
        assertThat(ledger.knows(last.requestId())).isFalse();
    }

    @Test
    void anAnswerTellsWhatIsLeft() {
        Response response = caller("rich", Map.of(), budget("50", true)).chat(briefQuestion("priced/m"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("x-tollgate-budget-limit-usd")).isEqualTo("50");
        assertThat(new BigDecimal(response.header("x-tollgate-budget-remaining-usd")))
                .isBetween(new BigDecimal("49.7"), new BigDecimal("49.72"));
        assertThat(response.header("x-tollgate-budget-reset")).matches("2\\d\\d\\d-\\d\\d-01T00:00:00Z");
        assertThat(response.header("x-tollgate-budget-warning")).isNull();
    }

    @Test
    void aSoftBudgetWarnsAndServes() {
        GatewayClient soft = caller("soft", Map.of(), budget("0.004", false));

        for (int i = 0; i < 3; i++) {
            Response response = soft.chat(streamed(briefQuestion("priced/m")));
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.header("x-tollgate-budget-remaining-usd")).isEqualTo("0");
            assertThat(response.header("x-tollgate-budget-warning"))
                    .matches("key soft per month: \\d{3,}% of 0.004 USD");
        }
    }

    @Test
    void keysOfATeamShareItsBudget() {
        tagBudgets.put("team=thrifty", budget("0.001", true));

        Response response = caller("teamster", Map.of("team", "thrifty"), budget("50", true))
                .chat(briefQuestion("priced/m"));

        assertThat(response.status()).isEqualTo(429);
        assertThat(response.json().at("/error/message").asText())
                .contains("more than the budget of team=thrifty per month allows (0.001 USD)");
    }

    @Test
    void aHardBudgetCannotCountWhatHasNoPrice() {
        GatewayClient hard = caller("strict", Map.of(), budget("50", true));

        assertThat(hard.chat(briefQuestion("free/m")).body())
                .isEqualTo(
                        "{\"error\":{\"message\":\"No price is known for free/m, so a key with a hard budget may not"
                                + " use it.\",\"type\":\"invalid_request_error\",\"param\":\"model\",\"code\":\"permission_denied\"}}");
        routes.provider("openai", upstream.uri("openai"));
        assertThat(hard.chat(briefQuestion("openai/text-embedding-3-small")).status())
                .as("what has a price of prompts only")
                .isEqualTo(403);
        assertThat(hard.chat(briefQuestion("either")).header("x-tollgate-provider"))
                .isEqualTo("priced");
        assertThat(caller("lax", Map.of(), budget("50", false))
                        .chat(briefQuestion("free/m"))
                        .status())
                .isEqualTo(200);
    }

    /** BerriAI/litellm#41344, BerriAI/litellm#41379. */
    @Test
    void aSpentBudgetLeavesWhatCostsNothing() {
        prices.put("free/m", Price.of(BigDecimal.ZERO, BigDecimal.ZERO));
        routes.alias("free-last", "priced/m", "free/m");
        GatewayClient spent = caller("spent", Map.of(), budget("0.000001", true));

        assertThat(spent.chat(briefQuestion("priced/m")).status()).isEqualTo(429);
        assertThat(spent.chat(briefQuestion("either")).header("x-tollgate-tried"))
                .matches("free/m answered \\d+ms");
        assertThat(spent.chat(briefQuestion("free-last")).header("x-tollgate-tried"))
                .matches("free/m answered \\d+ms");
    }

    @Test
    void ifWhatCostsNothingFailsTheRestIsNotAsked() {
        prices.put("free/m", Price.of(BigDecimal.ZERO, BigDecimal.ZERO));
        routes.provider("free", upstream.answers("free", Replies.status(404, "{}")));
        GatewayClient spent = caller("spent", Map.of(), budget("0.000001", true));

        Response response = spent.chat(briefQuestion("either"));

        assertThat(response.status()).isEqualTo(429);
        assertThat(response.json().at("/error/code").asText()).isEqualTo("insufficient_quota");
        assertThat(response.header("x-should-retry")).isEqualTo("false");
        assertThat(response.header("x-tollgate-tried")).matches("free/m upstream_failed \\d+ms");
    }

    @Test
    void withoutABudgetNothingIsSaidOfIt() {
        Response response = client.chat(question("priced/m"));

        assertThat(response.headers().map().keySet()).noneMatch(name -> name.startsWith("x-tollgate-budget"));
    }

    private GatewayClient caller(String id, Map<String, String> tags, Budget budget) {
        String secret = "tg-" + id;
        keys.put(new ApiKey(id, KeyHash.of(secret), false, null, null, null, null, tags, null, List.of(budget)));
        return new GatewayClient(base, secret);
    }

    private static Budget budget(String usd, boolean hard) {
        return new Budget(new BigDecimal(usd), Per.MONTH, ZoneId.of("UTC"), hard, 1);
    }

    private static String briefQuestion(String model) {
        return question(model).replaceFirst("}$", ",\"max_completion_tokens\":1}");
    }

    private static String streamed(String question) {
        return question.replaceFirst("}$", ",\"stream\":true}");
    }
}
