package dev.tollgate.call;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.TagBudgets;
import dev.tollgate.bill.Meter;
import dev.tollgate.bill.PriceTable;
import dev.tollgate.bill.Purse;
import dev.tollgate.bill.Stake;
import dev.tollgate.bill.Tariff;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ErrorKind;
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
class Stakes {
    private final TagBudgets tagBudgets;
    private final PriceTable prices;
    private final Clock clock;

    Stakes(TagBudgets tagBudgets, PriceTable prices, Clock clock) {
        this.tagBudgets = tagBudgets;
        this.prices = prices;
        this.clock = clock;
    }

    /**
     * The route without targets whose price is not known, where a hard budget has to count them.
     *
     * @throws ChatFailure {@code PERMISSION_DENIED} where none is left
     */
    Route payable(ApiKey key, ModelRequest request, Route route) {
        if (purses(key, clock.instant()).stream().noneMatch(Purse::hard)) {
            return route;
        }
        Target first = route.targets().getFirst();
        return route.among(target -> isPriced(target, request))
                .orElseThrow(() -> ChatFailure.of(
                        ErrorKind.PERMISSION_DENIED,
                        "model",
                        "No price is known for %s/%s, so a key with a hard budget may not use it."
                                .formatted(first.provider().name(), first.model())));
    }

    /** What a call sets aside: what it is charged in the worst case. */
    Stake of(Order order, Tariff tariff) {
        List<Purse> purses = purses(order.key(), order.incoming().receivedAt());
        return purses.isEmpty()
                ? Stake.NONE
                : new Stake(purses, new WorstCase(prices, order.request(), tariff).micros(order.targets()));
    }

    private List<Purse> purses(ApiKey key, Instant acceptedAt) {
        // Most keys have no tags: theirs need not be read.
        Map<String, List<Budget>> byTag = key.tags().isEmpty() ? Map.of() : tagBudgets.current();
        return Purses.of(key, byTag, acceptedAt);
    }

    /** A price of prompts only is none for who wants something written. */
    private boolean isPriced(Target target, ModelRequest request) {
        Meter last =
                switch (request) {
                    case ChatRequest _ -> Meter.OUTPUT;
                    case EmbeddingRequest _ -> Meter.INPUT;
                };
        return prices.price(target.provider().name(), target.model())
                .flatMap(price -> price.highest(last))
                .isPresent();
    }
}
