package dev.tollgate.cli.reconcile;

import dev.tollgate.bill.BilledRequest;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.UsageRecord.Attempt;
import dev.tollgate.openai.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Our usage records of some providers, added up by attempt, because the attempts of one request may have different
 * providers. Times are those at which requests were accepted, in UTC. For one thread.
 */
public final class RecordedUsage {
    private static final int MICROS = 6;

    private final Set<String> providers;
    private final Period period;
    private final boolean days;
    private final boolean models;
    private final Map<UsageGroupKey, RecordedAmounts> groups = new TreeMap<>();
    private RecordedAmounts outside = RecordedAmounts.NOTHING;
    private long pending;
    private long abandoned;

    /**
     * Empty sums for these providers.
     *
     * @param days whether to group by day
     * @param models whether to group by model
     */
    public RecordedUsage(Set<String> providers, Period period, boolean days, boolean models) {
        this.providers = Set.copyOf(providers);
        this.period = period;
        this.days = days;
        this.models = models;
    }

    /** A period that includes its first instant, but not {@code until}. */
    public record Period(Instant from, Instant until) {
        boolean has(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(until);
        }
    }

    /** The sums of a group, and their caveats. */
    public record RecordedAmounts(MeasuredAmounts amounts, AmountCaveats caveats) {
        /** The amounts of no attempt. */
        public static final RecordedAmounts NOTHING = new RecordedAmounts(MeasuredAmounts.NONE, AmountCaveats.NONE);

        /** The sum of both. */
        public RecordedAmounts plus(RecordedAmounts other) {
            return new RecordedAmounts(amounts.plus(other.amounts), caveats.plus(other.caveats));
        }
    }

    /** Adds the attempts of a request. */
    public void add(BilledRequest request) {
        boolean inside = period.has(request.acceptedAt());
        switch (request.state()) {
            case PENDING -> pending += inside ? 1 : 0;
            case ABANDONED -> abandoned += inside ? 1 : 0;
            case SETTLED ->
                request.attempts().stream()
                        .filter(attempt -> providers.contains(attempt.provider()))
                        .forEach(attempt -> add(request, attempt, inside));
        }
    }

    private void add(BilledRequest request, Attempt attempt, boolean inside) {
        RecordedAmounts recorded = attempt.usage().totalTokens() > 0
                ? counted(request, attempt)
                : new RecordedAmounts(MeasuredAmounts.NONE, new AmountCaveats(0, 0, 0, 1, 0));
        if (inside) {
            UsageGroupKey group =
                    new UsageGroupKey(days ? day(request.acceptedAt()) : null, models ? attempt.model() : null);
            groups.merge(group, recorded, RecordedAmounts::plus);
        } else {
            outside = outside.plus(recorded);
        }
    }

    private static RecordedAmounts counted(BilledRequest request, Attempt attempt) {
        Usage usage = attempt.usage();
        Map<UsageMeasure, BigDecimal> amounts = new EnumMap<>(UsageMeasure.class);
        amounts.put(UsageMeasure.REQUESTS, BigDecimal.ONE);
        amounts.put(UsageMeasure.INPUT, BigDecimal.valueOf(usage.promptTokens()));
        amounts.put(
                UsageMeasure.UNCACHED,
                BigDecimal.valueOf(usage.promptTokens() - usage.cachedTokens() - usage.cacheWriteTokens()));
        amounts.put(UsageMeasure.CACHED, BigDecimal.valueOf(usage.cachedTokens()));
        amounts.put(UsageMeasure.CACHE_WRITE, BigDecimal.valueOf(usage.cacheWriteTokens()));
        amounts.put(UsageMeasure.OUTPUT, BigDecimal.valueOf(usage.completionTokens()));
        boolean unpriced =
                switch (attempt.cost()) {
                    case Cost.Priced(long micros, long _, String _) -> {
                        amounts.put(UsageMeasure.COST, BigDecimal.valueOf(micros, MICROS));
                        yield false;
                    }
                    case Cost.Unpriced() -> true;
                };
        return new RecordedAmounts(
                new MeasuredAmounts(amounts),
                new AmountCaveats(1, attempt.estimated() ? 1 : 0, unpriced ? 1 : 0, 0, overMidnight(request) ? 1 : 0));
    }

    private static boolean overMidnight(BilledRequest request) {
        Instant endedAt = request.endedAt();
        return endedAt != null && !day(request.acceptedAt()).equals(day(endedAt));
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** The sums by our own names of models. */
    Map<UsageGroupKey, RecordedAmounts> groups() {
        return groups;
    }

    /** The sum of the providers' attempts outside the period. */
    public RecordedAmounts outside() {
        return outside;
    }

    /** The requests of all providers in the period that are still in progress, so that their provider is unknown. */
    public long pending() {
        return pending;
    }

    /** The requests of all providers in the period that were abandoned, so that their provider stays unknown. */
    public long abandoned() {
        return abandoned;
    }
}
