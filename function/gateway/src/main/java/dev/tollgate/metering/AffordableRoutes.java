package dev.tollgate.metering;

import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.bill.Cost;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.route.Route;
import dev.tollgate.route.Target;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * What budgets can pay of one call. At first it is the whole route. Each time that a budget refuses it, the most expensive targets are
 * left out: a budget that is spent still allows a target that costs nothing. If only the cheapest ones are left, and the caller
 * sets no limit for the completion, its length is halved. In the end, the models take over that the alias names for a spent budget.
 * For one request and one thread.
 */
final class AffordableRoutes {
    private final long sideMicros;
    private final WorstCase wholeCompletion;
    private Optional<Route> whenSpent;
    private List<BudgetPeriod> periods;
    private WorstCase worstCase;
    private Route route;
    private BudgetReservation reservation;

    /**
     * All of the route.
     *
     * @param sideMicros the maximum charge of what the gateway itself calls for the request, whatever the target
     */
    AffordableRoutes(Route route, List<BudgetPeriod> periods, WorstCase worstCase, long sideMicros) {
        this.periods = periods;
        this.sideMicros = sideMicros;
        this.worstCase = worstCase;
        this.wholeCompletion = worstCase;
        this.route = route;
        this.whenSpent = route.whenSpent();
        this.reservation = reservation(route);
    }

    /** The targets that are left. */
    Route route() {
        return route;
    }

    /** The maximum charge at the targets that are left. */
    BudgetReservation reservation() {
        return reservation;
    }

    /**
     * What this step makes of the reservation, as soon as it does not refuse it.
     *
     * @throws GatewayException {@code INSUFFICIENT_QUOTA} if it refuses even the cheapest target, or what else the step throws
     */
    <T> T reserve(Function<BudgetReservation, T> step) {
        while (true) {
            try {
                return step.apply(reservation);
            } catch (GatewayException failure) {
                if (failure.kind() != ErrorKind.INSUFFICIENT_QUOTA) {
                    throw failure;
                }
                reserveLess(failure);
            }
        }
    }

    /**
     * The limit of completion tokens that a target must get. Without it, the target could cost more than is reserved in a hard
     * budget.
     */
    OptionalInt completionLimit(Target target) {
        return periods.stream().anyMatch(BudgetPeriod::hard) ? worstCase.completionLimit(target) : OptionalInt.empty();
    }

    private void reserveLess(GatewayException refusal) {
        if (!leaveOutTheMostExpensive(refusal) && !shorten()) {
            switchOver(refusal);
        }
        reservation = reservation(route);
    }

    /** If none of the others responds, the caller learns why the most expensive ones were not tried. */
    private boolean leaveOutTheMostExpensive(GatewayException refusal) {
        long refused = worstCase.micros(route.everyTarget());
        Optional<Route> cheaper = route.among(target -> worstCase.micros(List.of(target)) < refused);
        cheaper.ifPresent(others -> route = others.orElse(refusal));
        return cheaper.isPresent();
    }

    private boolean shorten() {
        Optional<WorstCase> shorter = worstCase.withHalfTheCompletion();
        shorter.ifPresent(half -> worstCase = half);
        return shorter.isPresent();
    }

    private void switchOver(GatewayException refusal) {
        route = whenSpent.orElseThrow(() -> refusal).orElse(refusal);
        whenSpent = Optional.empty();
        periods = periods.stream().map(BudgetPeriod::forCheaper).toList();
        worstCase = wholeCompletion;
    }

    /** Custom prices may make it larger than any budget can hold. */
    static long sum(long micros, long others) {
        return Cost.MAX_MICROS
                .min(BigDecimal.valueOf(micros).add(BigDecimal.valueOf(others)))
                .longValueExact();
    }

    private BudgetReservation reservation(Route affordable) {
        return periods.isEmpty()
                ? BudgetReservation.NONE
                : new BudgetReservation(periods, sum(worstCase.micros(affordable.everyTarget()), sideMicros));
    }
}
