package dev.tollgate.metering;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.TagBudgets;
import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.bill.PriceTable;
import dev.tollgate.bill.Tariff;
import dev.tollgate.bill.UsageType;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.route.Route;
import dev.tollgate.route.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What calls have to set aside in budgets. */
@ApplicationScoped
class BudgetReservations {
    private final TagBudgets tagBudgets;
    private final PriceTable prices;
    private final Clock clock;

    BudgetReservations(TagBudgets tagBudgets, PriceTable prices, Clock clock) {
        this.tagBudgets = tagBudgets;
        this.prices = prices;
        this.clock = clock;
    }

    /**
     * The route without targets whose price is not known, where a hard budget has to count them.
     *
     * @throws GatewayException {@code PERMISSION_DENIED} where none is left
     */
    Route payable(ApiKey key, ModelRequest request, Route route) {
        if (budgetPeriods(key, clock.instant()).stream().noneMatch(BudgetPeriod::hard)) {
            return route;
        }
        Target first = route.targets().getFirst();
        return route.among(target -> isPriced(target, request))
                .orElseThrow(() -> GatewayException.of(
                        ErrorKind.PERMISSION_DENIED,
                        "model",
                        "No price is known for %s/%s, so a key with a hard budget may not use it."
                                .formatted(first.provider().name(), first.model())));
    }

    /** What a call sets aside: what it is charged in the worst case. */
    BudgetReservation of(CallOrder callOrder, Tariff tariff) {
        List<BudgetPeriod> budgetPeriods =
                budgetPeriods(callOrder.key(), callOrder.incomingCall().receivedAt());
        return budgetPeriods.isEmpty()
                ? BudgetReservation.NONE
                : new BudgetReservation(
                        budgetPeriods, new WorstCase(prices, callOrder.request(), tariff).micros(callOrder.targets()));
    }

    private List<BudgetPeriod> budgetPeriods(ApiKey key, Instant acceptedAt) {
        // Most keys have no tags: theirs need not be read.
        Map<String, List<Budget>> byTag = key.tags().isEmpty() ? Map.of() : tagBudgets.current();
        return BudgetPeriods.of(key, byTag, acceptedAt);
    }

    /** A price of prompts only is none for who wants something written. */
    private boolean isPriced(Target target, ModelRequest request) {
        UsageType last =
                switch (request) {
                    case ChatRequest _ -> UsageType.OUTPUT;
                    case EmbeddingRequest _ -> UsageType.INPUT;
                };
        return prices.price(target.provider().name(), target.model())
                .flatMap(price -> price.highest(last))
                .isPresent();
    }
}
