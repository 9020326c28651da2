package dev.tollgate.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.admin.AmountFormat;
import dev.tollgate.admin.BudgetOwnerJson;
import dev.tollgate.auth.BudgetOwner;
import dev.tollgate.cli.port.BudgetReader;
import dev.tollgate.parse.TimeParser;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Budgets of a gateway. */
@Singleton
@Typed(RemoteBudgets.class)
public final class RemoteBudgets implements BudgetReader {
    private static final String BUDGETS = "budgets";

    private final AdminApiClient api;

    RemoteBudgets(AdminApiClient api) {
        this.api = api;
    }

    @Override
    public List<BudgetLine> read(List<String> keys, Instant now) {
        Stream<Map<String, String>> queries =
                keys.isEmpty() ? Stream.of(Map.of()) : keys.stream().map(key -> Map.of("key", key));
        return queries.flatMap(query -> api.list(BUDGETS, query, Integer.MAX_VALUE).stream())
                .distinct()
                .map(RemoteBudgets::line)
                .toList();
    }

    @Override
    public BudgetLine ofEndUser(String key, String user, Instant now) {
        return line(api.list(BUDGETS, Map.of("key", key, "end_user", user), 1).getFirst());
    }

    private static BudgetLine line(JsonNode budget) {
        return new BudgetLine(
                whose(budget.path("owner")),
                budget.path("period").asText(),
                budget.path("kind").asText(),
                micros(budget, "limit_usd"),
                micros(budget, "spent_usd"),
                micros(budget, "reserved_usd"),
                micros(budget, "left_usd"),
                budget.path("used_percent").asLong(),
                TimeParser.instant(budget.path("renews_at").textValue()),
                Optional.of(budget.path("increase")).filter(JsonNode::isObject).map(RemoteBudgets::increase));
    }

    private static IncreaseLine increase(JsonNode increase) {
        return new IncreaseLine(
                micros(increase, "amount_usd"),
                TimeParser.instant(increase.path("until").textValue()).orElse(Instant.MAX),
                increase.path("reason").asText());
    }

    private static String whose(JsonNode owner) {
        return BudgetOwnerJson.read(owner).map(BudgetOwner::words).orElseGet(() -> owner.path("id")
                .asText());
    }

    private static long micros(JsonNode budget, String name) {
        return AmountFormat.micros(budget.path(name).asText());
    }
}
