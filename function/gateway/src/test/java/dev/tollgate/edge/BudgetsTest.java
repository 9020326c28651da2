package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.Budget.Per;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.UsageRecord;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What callers see of budgets. Each answer costs 0.004 US dollars: 4 tokens for 1,000 micro-dollars each. */
@QuarkusTest
final class BudgetsTest extends GatewayTest {
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

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
                .startsWith(
                        "You exceeded your current quota: the budget of key hard per month has %s USD left of 0.3 USD"
                                .formatted(new BigDecimal("0.3")
                                        .subtract(new BigDecimal("0.004").multiply(BigDecimal.valueOf(served)))
                                        .stripTrailingZeros()
                                        .toPlainString()))
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

    /** What is left is the limit without what the records of earlier requests charge, and what this one's reserves. */
    @Test
    void headersAndRefusalsAgreeWithTheUsageRecords() {
        GatewayClient exact = caller("exact", Map.of(), budget("2", true));
        long charged = 0;
        long reserved = 0;
        for (int i = 0; i < 3; i++) {
            Response response = exact.chat(briefQuestion("priced/m"));
            UsageRecord record = ledger.awaitSettled(response.requestId());
            reserved = record.requestHold().micros();
            long left = 2_000_000 - charged - reserved;
            assertThat(new BigDecimal(response.header("x-tollgate-budget-remaining-usd")))
                    .isEqualByComparingTo(BigDecimal.valueOf(left, 6));
            charged += ((Cost.Priced) record.settlement().cost()).chargeMicros();
        }
        assertThat(charged).isEqualTo(12_000);

        // 1.995 dollars, which is less than the budget, and more than what is left of it.
        long tokens = 1_996 - reserved / 1_000;
        Response refused =
                exact.chat(question("priced/m").replaceFirst("}$", ",\"max_completion_tokens\":" + tokens + "}"));

        assertThat(refused.json().at("/error/message").asText())
                .contains("has 1.988 USD left of 2 USD, and this request may cost up to 1.995 USD");
    }

    /** A request without a limit gets one that the budget affords: 2,048 tokens for a thousandth of a dollar each. */
    @Test
    void aSmallBudgetAllowsAUsualCallOfAnSdk() {
        GatewayClient small = caller("small", Map.of(), budget("3", true));

        Response response = small.chat(question("priced/m"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("x-tollgate-completion-limit")).isEqualTo("2048");
        assertThat(upstream.received("priced").getLast().body()).contains("\"max_completion_tokens\":2048");
        assertThat(caller("large", Map.of(), budget("50", true))
                        .chat(question("priced/m"))
                        .header("x-tollgate-completion-limit"))
                .isNull();
    }

    /** In a schema, 20,000 Chinese characters without a space counted as a file. Tokenizers count 1.5 tokens for each. */
    @Test
    void twentyCallsAtOnceOvershootNothing() {
        String usage = "\"usage\":{\"prompt_tokens\":30000,\"completion_tokens\":1,\"total_tokens\":30001}";
        routes.provider(
                "counting",
                upstream.answers(
                        "counting",
                        Replies.status(
                                200,
                                "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{"
                                        + "\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"a\"},"
                                        + "\"finish_reason\":\"stop\"}]," + usage + "}")));
        prices.put("counting/m", Price.of(BigDecimal.TEN, BigDecimal.TEN));
        GatewayClient many = caller("many", Map.of(), budget("3", true));
        String question = briefQuestion("counting/m")
                .replaceFirst(
                        "}$",
                        ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":{"
                                + "\"description\":\"" + "我能吞下玻璃而不伤身".repeat(2_000) + "\"}}}}");

        List<Response> responses = IntStream.range(0, 20)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> many.chat(question), THREADS))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        long charged = responses.stream()
                .filter(response -> response.status() == 200)
                .map(response -> ledger.awaitSettled(response.requestId()))
                .mapToLong(record -> ((Cost.Priced) record.settlement().cost()).chargeMicros())
                .sum();
        assertThat(charged).isBetween(300_010L, 3_000_000L);
        assertThat(responses).extracting(Response::status).containsOnly(200, 429);
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
        keys.put(ApiKey.builder(id, KeyHash.of(secret))
                .tags(tags)
                .budgets(List.of(budget))
                .build());
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
