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
 * What we have booked of some providers, attempt by attempt: a request that failed over is partly another provider's.
 * Times are those at which requests were accepted, in UTC. For one thread.
 */
public final class RecordedUsage {
    private static final int MICROS = 6;

    private final Set<String> providers;
    private final Period period;
    private final boolean days;
    private final boolean models;
    private final Map<UsageGroupKey, Booked> groups = new TreeMap<>();
    private Booked outside = Booked.NOTHING;
    private long pending;
    private long abandoned;

    /**
     * For these providers.
     *
     * @param days whether days are told apart
     * @param models whether models are told apart
     */
    public RecordedUsage(Set<String> providers, Period period, boolean days, boolean models) {
        this.providers = Set.copyOf(providers);
        this.period = period;
        this.days = days;
        this.models = models;
    }

    /** From the first instant on and before the second. */
    public record Period(Instant from, Instant until) {
        boolean has(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(until);
        }
    }

    /** What a group adds up to, and how sure that is. */
    public record Booked(MeasuredAmounts amounts, AmountCaveats doubts) {
        /** Of no attempt. */
        public static final Booked NOTHING = new Booked(MeasuredAmounts.NONE, AmountCaveats.NONE);

        /** Both together. */
        public Booked plus(Booked other) {
            return new Booked(amounts.plus(other.amounts), doubts.plus(other.doubts));
        }
    }

    /** Counts the attempts of a request. */
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
        Booked booked = attempt.usage().totalTokens() > 0
                ? counted(request, attempt)
                : new Booked(MeasuredAmounts.NONE, new AmountCaveats(0, 0, 0, 1, 0));
        if (inside) {
            UsageGroupKey group =
                    new UsageGroupKey(days ? day(request.acceptedAt()) : null, models ? attempt.model() : null);
            groups.merge(group, booked, Booked::plus);
        } else {
            outside = outside.plus(booked);
        }
    }

    private static Booked counted(BilledRequest request, Attempt attempt) {
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
        return new Booked(
                new MeasuredAmounts(amounts),
                new AmountCaveats(1, attempt.estimated() ? 1 : 0, unpriced ? 1 : 0, 0, overMidnight(request) ? 1 : 0));
    }

    private static boolean overMidnight(BilledRequest request) {
        return request.endedAt() != null && !day(request.acceptedAt()).equals(day(request.endedAt()));
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** By our own names of models. */
    Map<UsageGroupKey, Booked> groups() {
        return groups;
    }

    /** What was read of the providers and is not in the period. */
    public Booked outside() {
        return outside;
    }

    /** Requests whose providers are not known yet, of the period and all providers. */
    public long pending() {
        return pending;
    }

    /** Requests whose providers nobody will ever know, likewise. */
    public long abandoned() {
        return abandoned;
    }
}
