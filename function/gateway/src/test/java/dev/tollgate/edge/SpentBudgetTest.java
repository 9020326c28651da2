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
import dev.tollgate.route.Alias;
import dev.tollgate.route.ModelName;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What callers get in place of a refusal, and what each end user may spend. */
@QuarkusTest
final class SpentBudgetTest extends GatewayTest {
    @Inject
    InMemoryCustomPrices prices;

    @Test
    void aSpentBudgetSwitchesTheAliasUntilThatMoneyIsSpentToo() {
        routes.provider("priced", upstream.answers("priced", Replies.hello()));
        prices.put("priced/m", Price.of(new BigDecimal("1000"), new BigDecimal("1000")));
        routes.provider("small", upstream.answers("small", Replies.hello()));
        prices.put("small/m", Price.of(new BigDecimal("1000"), new BigDecimal("1000")));
        routes.alias(Alias.builder("switching")
                .targets(List.of(Alias.TargetSpec.of(ModelName.of("priced/m"))))
                .whenBudgetSpent(List.of("small/m"))
                .build());
        Budget budget =
                new Budget(new BigDecimal("0.000001"), Per.MONTH, ZoneId.of("UTC"), true, 1, new BigDecimal("0.3"));
        keys.put(ApiKey.builder("switched", KeyHash.of("tg-switched"))
                .budgets(List.of(budget))
                .build());
        GatewayClient spent = new GatewayClient(base, "tg-switched");

        Response response = spent.chat(briefQuestion("switching"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("x-tollgate-tried")).matches("small/m answered \\d+ms");
        assertThat(response.header("x-tollgate-budget-limit-usd")).isEqualTo("0.000001");
        assertThat(response.header("x-tollgate-budget-warning")).endsWith(" of 0.000001 USD, cheaper models answer");
        UsageRecord record = ledger.awaitSettled(response.requestId());
        assertThat(record.alias()).isEqualTo("switching");
        assertThat(((Cost.Priced) record.settlement().cost()).chargeMicros()).isEqualTo(4_000);
        Response direct = spent.chat(briefQuestion("priced/m"));
        assertThat(direct.status()).isEqualTo(429);
        Response last = response;
        for (int i = 0; i < 100 && last.status() == 200; i++) {
            last = spent.chat(briefQuestion("switching"));
            if (last.status() == 200) {
                ledger.awaitSettled(last.requestId());
            }
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.json().at("/error/message").asText()).contains(" USD left of 0.300001 USD");
    }

    @Test
    void anEndUserWhoHasSpentTheirBudgetIsRefusedAndOthersAreNot() {
        routes.provider("priced", upstream.answers("priced", Replies.hello()));
        prices.put("priced/m", Price.of(new BigDecimal("1000"), new BigDecimal("1000")));
        Budget each = new Budget(new BigDecimal("0.3"), Per.MONTH, ZoneId.of("UTC"), true, 1);
        keys.put(ApiKey.builder("app", KeyHash.of("tg-app")).endUserBudget(each).build());
        GatewayClient app = new GatewayClient(base, "tg-app");

        Response last = app.chat(ofUser("ann"));
        assertThat(last.status()).isEqualTo(200);
        for (int i = 0; i < 100 && last.status() == 200; i++) {
            ledger.awaitSettled(last.requestId());
            last = app.chat(ofUser("ann"));
        }

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.json().at("/error/message").asText()).contains("the budget of end user ann per month has");
        assertThat(app.chat(ofUser("bob")).status()).isEqualTo(200);
        assertThat(app.chat(briefQuestion("priced/m")).json().at("/error/param").asText())
                .isEqualTo("user");
    }

    private static String ofUser(String name) {
        return briefQuestion("priced/m").replaceFirst("}$", ",\"user\":\"" + name + "\"}");
    }

    private static String briefQuestion(String model) {
        return question(model).replaceFirst("}$", ",\"max_completion_tokens\":1}");
    }
}
