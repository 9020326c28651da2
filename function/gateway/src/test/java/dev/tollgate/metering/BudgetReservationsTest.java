package dev.tollgate.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.Budget.Per;
import dev.tollgate.auth.BudgetIncrease;
import dev.tollgate.auth.BudgetOwner;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.bill.Markup;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceRates;
import dev.tollgate.bill.PriceTables;
import dev.tollgate.bill.UsageType;
import dev.tollgate.call.CallContext;
import dev.tollgate.fake.GatewayConfigs;
import dev.tollgate.fake.InMemoryBudgetIncreases;
import dev.tollgate.fake.InMemoryTagBudgets;
import dev.tollgate.fake.SampleCalls;
import dev.tollgate.fake.SampleRequests;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.LineRequest;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.FailoverPolicy;
import dev.tollgate.route.Route;
import dev.tollgate.route.Target;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which budgets a request counts in. */
class BudgetReservationsTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Target TARGET =
            new Target(new Provider("p", "openai", URI.create("http://127.0.0.1"), null, null), "m", DropPolicy.HINTS);
    private static final Price PRICE = new Price(
            new PriceRates(Map.of(
                    UsageType.INPUT, BigDecimal.ONE,
                    UsageType.OUTPUT, BigDecimal.ONE,
                    UsageType.CODE_EXECUTION, new BigDecimal("0.1"))),
            List.of());

    private final InMemoryTagBudgets tagBudgets = new InMemoryTagBudgets();
    private final InMemoryBudgetIncreases increases = new InMemoryBudgetIncreases();
    private final BudgetReservations reservations = new BudgetReservations(
            tagBudgets,
            increases,
            PriceTables.of(Map.of("p/m", PRICE)),
            GatewayConfigs.with(Map.of()),
            new SteppingClock(NOW));

    /** Tags that a request brings along are in no file that could be checked. */
    @Test
    void aRequestWhoseTagsCountInTooManyBudgetsIsRefused() {
        ApiKey key = withBudgetsOfTags(Budget.MOST_OF_A_REQUEST);
        assertThat(reserve(key).reservation().budgetPeriods()).hasSize(Budget.MOST_OF_A_REQUEST);

        GatewayException refusal = catchThrowableOfType(
                GatewayException.class, () -> reserve(withBudgetsOfTags(Budget.MOST_OF_A_REQUEST + 1)));

        assertThat(refusal.kind()).isEqualTo(ErrorKind.INVALID_VALUE);
        assertThat(refusal).hasMessageStartingWith("This request counts in 51 budgets");
    }

    @Test
    void aBudgetIsLargerUntilItsIncreaseEnds() {
        BudgetOwner team = BudgetOwner.team("search");
        tagBudgets.put(team.id(), budget("1"));
        increases.put(new BudgetIncrease(team, Per.MONTH, BigDecimal.TEN, NOW.plusSeconds(1), "a campaign"));
        increases.put(new BudgetIncrease(team, Per.DAY, BigDecimal.TEN, NOW.plusSeconds(1), "another budget's"));
        ApiKey key = ApiKey.builder("k", KeyHash.of("s"))
                .tags(Map.of("team", "search"))
                .build();

        assertThat(reserve(key, NOW).reservation().budgetPeriods())
                .extracting(BudgetPeriod::limitMicros)
                .containsExactly(11_000_000L);
        assertThat(reserve(key, NOW.plusSeconds(1)).reservation().budgetPeriods())
                .extracting(BudgetPeriod::limitMicros)
                .containsExactly(1_000_000L);
    }

    @Test
    void eachEndUserOfAKeyHasABudget() {
        ApiKey key = boundingEndUsers("k");

        assertThat(reserve(key, asked("ann")).reservation().budgetPeriods())
                .containsExactly(new BudgetPeriod(
                        "END_USER#k#ann#month#UTC#2026-11-01",
                        "end user ann per month",
                        1_000_000,
                        true,
                        1,
                        Instant.parse("2026-12-01T00:00:00Z")));
        assertThat(reserve(boundingEndUsers("other"), asked("ann"))
                        .reservation()
                        .budgetPeriods()
                        .getFirst()
                        .id())
                .startsWith("END_USER#other#ann#");
        assertThat(reserve(key, asked("Ann Müller"))
                        .reservation()
                        .budgetPeriods()
                        .getFirst()
                        .id())
                .matches("END_USER#k#:[0-9a-f]{64}#month#UTC#2026-11-01");
    }

    @Test
    void whereEndUsersHaveABudgetARequestNamesOne() {
        ApiKey key = boundingEndUsers("k");

        GatewayException refusal =
                catchThrowableOfType(GatewayException.class, () -> reserve(key, SampleRequests.of("hello")));

        assertThat(refusal.kind()).isEqualTo(ErrorKind.INVALID_VALUE);
        assertThat(refusal.param()).isEqualTo("user");
    }

    @Test
    void allLinesOfABatchAreForOneEndUser() {
        ApiKey key = boundingEndUsers("k");
        CallContext<ChatRequest> context = SampleCalls.of(key, asked("ann"), NOW);

        assertThat(reservations
                        .ofBatch(context, TARGET, lines(asked("ann"), asked("ann")), Markup.NONE)
                        .reservation()
                        .budgetPeriods())
                .hasSize(1);
        assertThat(catchThrowableOfType(
                        GatewayException.class,
                        () -> reservations.ofBatch(context, TARGET, lines(asked("ann"), asked("bob")), Markup.NONE)))
                .hasMessageContaining("the same one");
    }

    private static List<LineRequest> lines(ChatRequest... requests) {
        return Stream.of(requests).map(LineRequest::of).toList();
    }

    /** The chat request does not name tools that only the line's own API has, but the provider gets and bills them. */
    @Test
    void aLineOfABatchReservesTheToolsOfItsOwnApi() {
        ChatRequest request = asked("ann").withCompletionLimit(10);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("tools").addObject().put("type", "code_interpreter");
        LineRequest line = new LineRequest(
                request, Optional.of(new NativeRequest(NativeRequest.RESPONSES, body)), UnaryOperator.identity());
        CallContext<ChatRequest> context = SampleCalls.of(boundingEndUsers("k"), request, NOW);

        assertThat(ofBatch(context, line) - ofBatch(context, LineRequest.of(request)))
                .as("ten uses at a tenth of a dollar")
                .isGreaterThanOrEqualTo(1_000_000);
    }

    private long ofBatch(CallContext<ChatRequest> context, LineRequest line) {
        return reservations
                .ofBatch(context, TARGET, List.of(line), Markup.NONE)
                .reservation()
                .micros();
    }

    private static ApiKey boundingEndUsers(String id) {
        return ApiKey.builder(id, KeyHash.of("s")).endUserBudget(budget("1")).build();
    }

    private static ChatRequest asked(String user) {
        ChatRequest request = SampleRequests.of("hello");
        return request.withExtra(Map.of("user", TextNode.valueOf(user)));
    }

    private ApiKey withBudgetsOfTags(int count) {
        Map<String, String> tags = new TreeMap<>();
        IntStream.range(0, count).forEach(i -> {
            tags.put("t" + i, "x");
            tagBudgets.put("t" + i + "=x", budget("1"));
        });
        return ApiKey.builder("k", KeyHash.of("s")).tags(tags).build();
    }

    private AffordableRoutes reserve(ApiKey key) {
        return reserve(key, NOW);
    }

    private AffordableRoutes reserve(ApiKey key, Instant at) {
        return reserve(SampleCalls.of(key, SampleRequests.of("hello"), at));
    }

    private AffordableRoutes reserve(ApiKey key, ChatRequest request) {
        return reserve(SampleCalls.of(key, request, NOW));
    }

    private AffordableRoutes reserve(CallContext<ChatRequest> context) {
        Route route =
                new Route(List.of("p/m"), List.of(TARGET), FailoverPolicy.DEFAULT, Optional.empty(), Optional.empty());
        return reservations.of(context, route, List.of(), Markup.NONE);
    }

    private static Budget budget(String usd) {
        return new Budget(new BigDecimal(usd), Per.MONTH, ZoneId.of("UTC"), true, 1);
    }
}
