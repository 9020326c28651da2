package dev.tollgate.metering;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.BudgetIncreases;
import dev.tollgate.auth.TagBudgets;
import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceTable;
import dev.tollgate.bill.Tariff;
import dev.tollgate.bill.UsageType;
import dev.tollgate.call.CallContext;
import dev.tollgate.call.EndUser;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.LineRequest;
import dev.tollgate.openai.MediaEndpoint;
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.route.Route;
import dev.tollgate.route.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What calls reserve in budgets. */
@ApplicationScoped
class BudgetReservations {
    private final TagBudgets tagBudgets;
    private final BudgetIncreases increases;
    private final PriceTable prices;
    private final GatewayConfig.Budget config;
    private final Clock clock;

    BudgetReservations(
            TagBudgets tagBudgets, BudgetIncreases increases, PriceTable prices, GatewayConfig config, Clock clock) {
        this.tagBudgets = tagBudgets;
        this.increases = increases;
        this.prices = prices;
        this.config = config.budget();
        this.clock = clock;
    }

    /**
     * The route without targets of unknown price, if a hard budget has to count them.
     *
     * @throws GatewayException {@code PERMISSION_DENIED} if none is left
     */
    Route payable(CallContext<?> context, Route route) {
        if (budgetPeriods(context, clock.instant()).stream().noneMatch(BudgetPeriod::hard)) {
            return route;
        }
        Target first = route.targets().getFirst();
        return route.among(target -> isPriced(target, context.request())).orElseThrow(() -> unpriced(first));
    }

    /**
     * What a call may reserve: its charge in the worst case at all targets of its route, or else at the cheaper ones.
     *
     * @param sideCalls what the gateway itself calls for the request, in addition to its target
     * @throws GatewayException {@code PERMISSION_DENIED} if a hard budget cannot count one of them
     */
    AffordableRoutes of(CallContext<?> context, Route route, List<PlannedCall> sideCalls, Tariff tariff) {
        List<BudgetPeriod> periods = budgetPeriods(context, context.receivedAt());
        if (periods.stream().anyMatch(BudgetPeriod::hard)) {
            sideCalls.forEach(this::requirePriced);
        }
        long sideMicros = periods.isEmpty()
                ? 0
                : sideCalls.stream()
                        .mapToLong(call ->
                                new WorstCase(prices, call.request(), tariff, config).micros(List.of(call.target())))
                        .reduce(0, AffordableRoutes::sum);
        return new AffordableRoutes(
                route,
                periods,
                new WorstCase(prices, context.request(), context.nativeRequest(), tariff, config),
                sideMicros);
    }

    /**
     * What a batch may reserve: the charges of all its lines in the worst case.
     *
     * @throws GatewayException {@code PERMISSION_DENIED} if a hard budget cannot count one of them
     */
    BatchPlan ofBatch(CallContext<?> context, Target target, List<LineRequest> lines, Tariff tariff) {
        List<BudgetPeriod> periods = budgetPeriods(context, context.receivedAt());
        requireOneEndUser(context, lines);
        boolean hard = periods.stream().anyMatch(BudgetPeriod::hard);
        List<ModelRequest> limited = new ArrayList<>();
        long micros = 0;
        for (LineRequest line : lines) {
            ModelRequest request = line.request();
            WorstCase worstCase = new WorstCase(prices, request, line.nativeRequest(), tariff, config);
            if (hard) {
                requirePriced(new PlannedCall(target, request));
                limited.add(limited(request, worstCase.completionLimit(target)));
            } else {
                limited.add(request);
            }
            micros = AffordableRoutes.sum(micros, worstCase.micros(List.of(target)));
        }
        return new BatchPlan(
                limited, periods.isEmpty() ? BudgetReservation.NONE : new BudgetReservation(periods, micros));
    }

    /** A batch holds one amount, in the budget of one end user. */
    private static void requireOneEndUser(CallContext<?> context, List<LineRequest> lines) {
        for (LineRequest line : lines) {
            if (!EndUser.of(context.key(), context.requestTags(), line.request())
                    .equals(context.endUser())) {
                throw GatewayException.of(
                        ErrorKind.INVALID_VALUE,
                        "user",
                        "Each end user of this API key has a budget, so all lines of a batch must name the same one.");
            }
        }
    }

    private static ModelRequest limited(ModelRequest line, OptionalInt completionLimit) {
        return line instanceof ChatRequest chat && completionLimit.isPresent()
                ? chat.withCompletionLimit(completionLimit.getAsInt())
                : line;
    }

    private void requirePriced(PlannedCall call) {
        if (!isPriced(call.target(), call.request())) {
            throw unpriced(call.target());
        }
    }

    private static GatewayException unpriced(Target target) {
        return GatewayException.of(
                ErrorKind.PERMISSION_DENIED,
                "model",
                "No price is known for %s/%s, so a key with a hard budget may not use it."
                        .formatted(target.provider().name(), target.model()));
    }

    private List<BudgetPeriod> budgetPeriods(CallContext<?> context, Instant acceptedAt) {
        ApiKey key = context.key();
        // Most keys have no tags: theirs need not be read.
        Map<String, List<Budget>> byTag = key.tags().isEmpty() ? Map.of() : tagBudgets.current();
        List<BudgetPeriod> periods = BudgetPeriods.of(key, context.endUser(), byTag, increases, acceptedAt);
        if (periods.size() > Budget.MOST_OF_A_REQUEST) {
            throw tooMany(periods.size());
        }
        return periods;
    }

    /** The file's check of a key knows neither what tags a request brings along, nor the budgets that came later. */
    private static GatewayException tooMany(int budgets) {
        return new GatewayException(
                ErrorKind.INVALID_VALUE,
                "This request counts in %d budgets: those of its key, of its end user, of its key's tags and of its own tags. At most %d may count it."
                        .formatted(budgets, Budget.MOST_OF_A_REQUEST));
    }

    /** A price for prompts only is no price for a request that wants more. */
    private boolean isPriced(Target target, ModelRequest request) {
        return prices.price(target.provider().name(), target.model())
                .filter(price -> switch (request) {
                    case ChatRequest _ -> price.highest(UsageType.OUTPUT).isPresent();
                    case EmbeddingRequest _ -> price.highest(UsageType.INPUT).isPresent();
                    case MediaRequest media -> isPriced(price, media.endpoint());
                })
                .isPresent();
    }

    /** Providers count tokens, or what is not counted in tokens. A price by the one says nothing of the other. */
    private static boolean isPriced(Price price, MediaEndpoint endpoint) {
        return switch (endpoint) {
            case MODERATIONS -> true;
            case RERANK ->
                price.highest(UsageType.SEARCH).isPresent()
                        || price.highest(UsageType.INPUT)
                                        .orElse(BigDecimal.ZERO)
                                        .signum()
                                > 0;
            case IMAGE_GENERATIONS, IMAGE_EDITS -> isPriced(price, UsageType.IMAGE);
            case SPEECH -> isPriced(price, UsageType.CHARACTER);
            case TRANSCRIPTIONS, TRANSLATIONS -> isPriced(price, UsageType.AUDIO_SECOND);
        };
    }

    private static boolean isPriced(Price price, UsageType piece) {
        return price.highest(piece).isPresent()
                || price.highest(UsageType.OUTPUT).isPresent();
    }
}
