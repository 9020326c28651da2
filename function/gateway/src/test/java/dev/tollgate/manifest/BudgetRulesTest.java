package dev.tollgate.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.Budget.Per;
import dev.tollgate.auth.TagBudget;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetRulesTest {
    private static final ManifestRules RULES =
            new ManifestRules(Set.of("openai"), true, Map.<String, String>of()::get, List.of());

    @Test
    void aKeyHasOneBudgetOrSeveral() {
        List<ApiKey> keys = plan("""
                keys:
                  one: { secret: a, budget: { usd: 50, per: month } }
                  two:
                    secret: b
                    budgets:
                      - { usd: 2.50, per: day, zone: Europe/Berlin, hard: false }
                      - { usd: 1000, per: total, shards: 8 }
                """).keys();

        assertThat(keys.get(0).budgets())
                .containsExactly(new Budget(new BigDecimal("50"), Per.MONTH, ZoneId.of("UTC"), true, 1));
        assertThat(keys.get(1).budgets())
                .containsExactly(
                        new Budget(new BigDecimal("2.50"), Per.DAY, ZoneId.of("Europe/Berlin"), false, 1),
                        new Budget(new BigDecimal("1000"), Per.TOTAL, ZoneId.of("UTC"), true, 8));
    }

    @Test
    void aHardBudgetMayPayForCheaperModels() {
        assertThat(plan("keys: { k: { secret: s, budget: { usd: 50, per: month, cheaper_usd: 10 } } }")
                        .keys()
                        .getFirst()
                        .budgets())
                .containsExactly(
                        new Budget(new BigDecimal("50"), Per.MONTH, ZoneId.of("UTC"), true, 1, new BigDecimal("10")));
    }

    @Test
    void aTagHasBudgetsToo() {
        assertThat(plan("budgets: { \"team=search\": { usd: 500, per: week } }").budgets())
                .containsExactly(new TagBudget(
                        "team=search",
                        List.of(new Budget(new BigDecimal("500"), Per.WEEK, ZoneId.of("UTC"), true, 1))));
    }

    @Test
    void aKeyHasAtMostFiftyBudgets() {
        String four = "[ { usd: 5, per: day }, { usd: 5, per: week }, { usd: 5, per: month }, { usd: 5, per: total } ]";
        StringBuilder file = new StringBuilder("budgets:\n");
        List<String> tags = IntStream.range(0, 12).mapToObj(i -> "t" + i).toList();
        tags.forEach(tag ->
                file.append("  \"").append(tag).append("=v\": ").append(four).append('\n'));
        file.append("keys:\n  k: { secret: s, tags: { ")
                .append(tags.stream().map(tag -> tag + ": v").collect(Collectors.joining(", ")))
                .append(" }, budgets: ");

        assertThat(plan(file + "[ { usd: 5, per: day }, { usd: 5, per: week } ] }")
                        .keys())
                .hasSize(1);
        assertThat(catchThrowableOfType(ManifestException.class, () -> plan(file + four + " }")))
                .hasMessageContaining("keys.k: expected at most 50 budgets, its own and those of its tags, got 52");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 | : expected a list, got 5",
                "{ per: day } | : expected the field usd (US dollars, at least 0.000001, such as 50 or 0.25), got none",
                "{ usd: 5 } | : expected the field per (day, week, month or total), got none",
                "{ usd: 0, per: day } | .usd: expected US dollars, at least 0.000001, such as 50 or 0.25, got 0",
                "{ usd: -1, per: day } | .usd: expected US dollars, at least 0.000001, such as 50 or 0.25, got -1",
                "{ usd: 5, per: year } | .per: expected day, week, month or total, got \"year\"",
                "{ usd: 5, per: day, zone: Berlin } | .zone: expected a time zone, such as UTC or Europe/Berlin, got \"Berlin\"",
                "{ usd: 5, per: day, hard: maybe } | .hard: expected true or false, got \"maybe\"",
                "{ usd: 5, per: day, shards: 0 } | .shards: expected a whole number from 1, got 0",
                "{ usd: 5, per: day, shards: 101 } | .shards: expected at most 100 shards, got 101",
                "{ usd: 5, per: day, soft: true } | .soft: unknown field; known here: cheaper_usd, hard, per, shards, usd, zone",
                "{ usd: 5, per: day, cheaper_usd: 0 } | .cheaper_usd: expected US dollars, at least 0.000001, such as 50 or 0.25, got 0",
                "{ usd: 5, per: day, hard: false, cheaper_usd: 1 } | : expected a hard budget with cheaper_usd: a soft one refuses nothing",
                "[ { usd: 5, per: day }, { usd: 6, per: day } ] | [1]: expected one budget for each period, got a second one",
            })
    void anInvalidBudgetIsReportedWithItsField(String budget, String problem) {
        assertThat(problems("keys: { k: { secret: s, budgets: " + budget + " } }"))
                .isEqualTo("f.yaml:1: keys.k.budgets" + problem);
        assertThat(problems("budgets: { \"team=a\": " + budget + " }")).isEqualTo("f.yaml:1: budgets.team=a" + problem);
    }

    @Test
    void endUsersOfAKeyHaveABudget() {
        assertThat(plan("keys: { k: { secret: s, end_user_budget: { usd: 2, per: month } } }")
                        .keys()
                        .getFirst()
                        .endUserBudget())
                .isEqualTo(new Budget(new BigDecimal("2"), Per.MONTH, ZoneId.of("UTC"), true, 1));
        assertThat(problems("keys: { k: { secret: s, end_user_budget: { usd: 2, per: total } } }"))
                .isEqualTo("f.yaml:1: keys.k.end_user_budget.per: expected day, week or month, got \"total\"");
        assertThat(problems("keys: { k: { secret: s, end_user_budget: { usd: 2, per: day, hard: false } } }"))
                .isEqualTo("f.yaml:1: keys.k.end_user_budget.hard: unknown field; known here: per, usd, zone");
    }

    @Test
    void aTagIsANameAndAValue() {
        assertThat(problems("budgets: { search: { usd: 5, per: day } }"))
                .isEqualTo(
                        "f.yaml:1: budgets.search: expected a tag and its value as the name, such as \"team=search\"");
    }

    @Test
    void aKeyHasEitherBudgetOrBudgets() {
        String budget = "{ usd: 5, per: day }";
        assertThat(problems("keys: { k: { secret: s, budget: " + budget + ", budgets: [ " + budget + " ] } }"))
                .isEqualTo("f.yaml:1: keys.k.budget: expected budget or budgets, got both");
    }

    private static ManifestPlan plan(String text) {
        return new CheckedReader(RULES).read("f.yaml", text).plan();
    }

    private static String problems(String text) {
        ManifestException failure = catchThrowableOfType(ManifestException.class, () -> plan(text));
        return failure.problems().stream().map(ManifestProblem::toString).collect(Collectors.joining("\n"));
    }
}
