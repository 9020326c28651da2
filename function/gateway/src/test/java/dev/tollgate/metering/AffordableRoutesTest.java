package dev.tollgate.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tollgate.bill.BudgetCounter;
import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.bill.Markup;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceTables;
import dev.tollgate.fake.GatewayConfigs;
import dev.tollgate.fake.SampleRequests;
import dev.tollgate.openai.ContentRules;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.FailoverPolicy;
import dev.tollgate.route.Route;
import dev.tollgate.route.Target;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A budget pays for as much of a route as it has room for. BerriAI/litellm#41344, BerriAI/litellm#41379. */
class AffordableRoutesTest {
    private static final BudgetPeriod BUDGET = new BudgetPeriod("b", "key k per month", 30_000, true, 1, null);

    @Test
    void whatFitsIsReservedForTheMostExpensiveTarget() {
        AffordableRoutes routes = routes("free", "cheap", "dear");

        assertThat(routes.<Long>reserve(BudgetReservation::micros)).isGreaterThan(100_000);
        assertThat(models(routes)).containsExactly("free", "cheap", "dear");
        assertThat(routes.route().refusal()).isEmpty();
    }

    @Test
    void whatTheGatewayItselfCallsIsReservedInAddition() {
        assertThat(routes(25_000, "free").<Long>reserve(BudgetReservation::micros))
                .isEqualTo(25_000);
    }

    @Test
    void aBudgetThatCannotPayForThatRefusesWithoutLeavingTargetsOut() {
        AffordableRoutes routes = routes(25_000, "free");

        assertThat(catchThrowableOfType(GatewayException.class, () -> routes.reserve(fromCounter(10_000)))
                        .kind())
                .isEqualTo(ErrorKind.INSUFFICIENT_QUOTA);
        assertThat(models(routes)).containsExactly("free");
    }

    @Test
    void whatDoesNotFitIsLeftOut() {
        AffordableRoutes routes = routes("dear", "free", "cheap");

        assertThat(routes.reserve(fromCounter(0))).isBetween(1L, 30_000L);
        assertThat(models(routes)).containsExactly("free", "cheap");
        assertThat(routes.route().refusal().orElseThrow().kind()).isEqualTo(ErrorKind.INSUFFICIENT_QUOTA);
    }

    @Test
    void aBudgetThatIsOvershotPaysForWhatCostsNothing() {
        AffordableRoutes routes = routes("free", "cheap", "dear");

        assertThat(routes.reserve(fromCounter(40_000))).isZero();
        assertThat(models(routes)).containsExactly("free");
    }

    @Test
    void theRefusalIsThatOfTheCheapestTarget() {
        AffordableRoutes routes = routes("dear", "cheap");

        GatewayException refusal =
                catchThrowableOfType(GatewayException.class, () -> routes.reserve(fromCounter(30_000)));

        assertThat(refusal).hasMessageContaining("has 0 USD left of 0.03 USD");
        assertThat(models(routes)).containsExactly("cheap");
    }

    /** Of 30,000 micro-dollars, 24,000 are spent: a completion of a fourth of the usual length fits. */
    @Test
    void aCompletionOfUnsaidLengthIsAsLongAsTheBudgetAffords() {
        AffordableRoutes routes = routes("dear", "cheap");

        assertThat(routes.reserve(fromCounter(24_000))).isBetween(4_096L, 6_000L);
        assertThat(models(routes)).containsExactly("cheap");
        assertThat(routes.completionLimit(routes.route().targets().getFirst())).hasValue(4_096);
    }

    @Test
    void aCompletionThatIsTooShortIsRefused() {
        AffordableRoutes routes = routes("cheap");

        GatewayException refusal =
                catchThrowableOfType(GatewayException.class, () -> routes.reserve(fromCounter(29_000)));

        assertThat(refusal.kind()).isEqualTo(ErrorKind.INSUFFICIENT_QUOTA);
    }

    @Test
    void whatElseGoesWrongIsNoRefusal() {
        AffordableRoutes routes = routes("free", "dear");
        GatewayException down = new GatewayException(ErrorKind.STORE_UNAVAILABLE, "down");

        assertThat(catchThrowableOfType(
                        GatewayException.class,
                        () -> routes.reserve(_ -> {
                            throw down;
                        })))
                .isSameAs(down);
        assertThat(models(routes)).containsExactly("free", "dear");
    }

    @Test
    void aSpentBudgetSwitchesToWhatTheAliasNamesForIt() {
        AffordableRoutes routes = switching(30_000);

        assertThat(routes.reserve(fromCounter(30_000))).isBetween(1L, 30_000L);
        assertThat(models(routes)).containsExactly("cheap");
        assertThat(routes.reservation().budgetPeriods())
                .containsExactly(paying(30_000).forCheaper());
        assertThat(routes.route().refusal()).isPresent();
    }

    @Test
    void whileThereIsRoomNothingIsSwitched() {
        AffordableRoutes routes = switching(30_000);

        assertThat(routes.<Long>reserve(BudgetReservation::micros)).isGreaterThan(100_000);
        assertThat(models(routes)).containsExactly("dear");
        assertThat(routes.reservation().budgetPeriods()).containsExactly(paying(30_000));
    }

    @Test
    void whatTheCheaperModelsMaySpendIsBoundedToo() {
        AffordableRoutes routes = switching(30_000);

        GatewayException refusal =
                catchThrowableOfType(GatewayException.class, () -> routes.reserve(fromCounter(60_000)));

        assertThat(refusal.kind()).isEqualTo(ErrorKind.INSUFFICIENT_QUOTA);
        assertThat(refusal).hasMessageContaining("has 0 USD left of 0.06 USD");
    }

    /** A budget without money for cheaper models still pays for them with what is left of it. */
    @Test
    void theSwitchNeedsNoMoneyOfItsOwn() {
        AffordableRoutes routes = switching(0);

        assertThat(routes.reserve(fromCounter(28_000))).isBetween(1L, 2_000L);
        assertThat(models(routes)).containsExactly("cheap");
        assertThat(catchThrowableOfType(
                        GatewayException.class, () -> switching(0).reserve(fromCounter(30_000))))
                .isNotNull();
    }

    private static AffordableRoutes switching(long cheaperMicros) {
        Route whenSpent = route("cheap");
        Route route = new Route(
                List.of("a"),
                route("dear").targets(),
                FailoverPolicy.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                ContentRules.NONE,
                Optional.of(whenSpent));
        return new AffordableRoutes(route, List.of(paying(cheaperMicros)), worstCase(), 0);
    }

    private static BudgetPeriod paying(long cheaperMicros) {
        return new BudgetPeriod("b", "key k per month", 30_000, cheaperMicros, false, true, 1, null);
    }

    private static Function<BudgetReservation, Long> fromCounter(long committed) {
        return reservation -> {
            BudgetCounter counter =
                    new BudgetCounter(reservation.budgetPeriods().getFirst(), committed, 0);
            if (!counter.hasRoom(reservation.micros())) {
                throw counter.rejection(reservation.micros());
            }
            return reservation.micros();
        };
    }

    private static AffordableRoutes routes(String... models) {
        return routes(0, models);
    }

    private static AffordableRoutes routes(long sideMicros, String... models) {
        return new AffordableRoutes(route(models), List.of(BUDGET), worstCase(), sideMicros);
    }

    private static Route route(String... models) {
        List<Target> targets = Stream.of(models)
                .map(model -> new Target(
                        new Provider("p", "openai", URI.create("http://127.0.0.1"), null, null),
                        model,
                        DropPolicy.HINTS))
                .toList();
        return new Route(List.of("a"), targets, FailoverPolicy.DEFAULT, Optional.empty(), Optional.empty());
    }

    private static WorstCase worstCase() {
        return new WorstCase(
                PriceTables.of(Map.of(
                        "p/free",
                        Price.of(BigDecimal.ZERO, BigDecimal.ZERO),
                        "p/cheap",
                        Price.of(BigDecimal.ONE, BigDecimal.ONE),
                        "p/dear",
                        Price.of(BigDecimal.TEN, BigDecimal.TEN))),
                SampleRequests.of("What is a toll gate?"),
                Markup.NONE,
                GatewayConfigs.with(Map.of()).budget());
    }

    private static List<String> models(AffordableRoutes routes) {
        return routes.route().targets().stream().map(Target::model).toList();
    }
}
