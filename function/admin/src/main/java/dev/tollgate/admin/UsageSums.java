package dev.tollgate.admin;

import dev.tollgate.bill.DateRange;
import dev.tollgate.bill.RecordedRequest;
import dev.tollgate.bill.UsageLine;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.store.DynamoUsageRecords;
import dev.tollgate.store.ParallelCalls;
import dev.tollgate.usage.UsageHistory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sums up usage over keys. A short period is read from its records, which have hours and times. A longer one is read from the roll-ups of
 * its days, and from records where there is none. A query reads a bounded number of lines.
 */
@Singleton
public final class UsageSums {
    /** Up to here, records are few enough to be read one by one. */
    static final Duration SHORT = Duration.ofDays(7);

    private static final Duration LONGEST = Duration.ofDays(400);

    /** How many times what one key may read of its own. */
    private static final int KEYS = 10;

    /** How many times as many lines may be of other teams, so that a query ends. */
    private static final int OTHERS = 10;

    private final UsageKeyIds keys;
    private final DynamoUsageRecords records;
    private final UsageHistory history;
    private final long mostLines;
    private final long mostRead;
    private final Clock clock;

    UsageSums(UsageKeyIds keys, DynamoUsageRecords records, UsageHistory history, GatewayConfig config, Clock clock) {
        this.keys = keys;
        this.records = records;
        this.history = history;
        this.mostLines = config.usage().maxRecords() * (long) KEYS;
        this.mostRead = mostLines * OTHERS;
        this.clock = clock;
    }

    /**
     * The usage of a period.
     *
     * @param until the first instant after it
     * @throws AdminException if the period is too long, or has too many lines
     */
    public MeasuredUsage read(Instant from, Instant until, List<UsageGrouping> groups, UsageSelection selection) {
        if (!from.isBefore(until) || Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw AdminException.invalid(
                    "to", "an instant after 'from', and at most " + LONGEST.toDays() + " days later");
        }
        MonthRange period = MonthRange.passed(from, until, clock.instant());
        boolean exact = Duration.between(from, until).compareTo(SHORT) <= 0
                || groups.stream().anyMatch(UsageGrouping::needsRecords);
        Reading reading = new Reading(groups, selection, exact, new MeasuredUsage());
        if (period.from().isBefore(period.until())) {
            ParallelCalls.each(ids(selection, period), id -> {
                if (exact) {
                    exact(id, period.from(), period.until(), reading);
                } else {
                    rolledUp(id, period, reading);
                }
            });
        }
        return reading.usage();
    }

    private List<String> ids(UsageSelection selection, MonthRange period) {
        return selection.key() == null ? keys.of(selection, period) : List.of(selection.key());
    }

    private void exact(String id, Instant from, Instant until, Reading reading) {
        records.readRequests(id, from, until, request -> reading.add(request.line(), request.request()));
    }

    /** Whole days from roll-ups, and the parts of days at both ends from records. */
    private void rolledUp(String id, MonthRange period, Reading reading) {
        LocalDate first = day(period.from().plus(Duration.ofDays(1)).minusNanos(1));
        LocalDate after = day(period.until());
        exact(id, period.from(), start(first), reading);
        history.read(id, new DateRange(first, after.minusDays(1)), line -> reading.add(line, null));
        exact(id, start(after), period.until(), reading);
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** One query, whose keys are read at the same time. */
    private final class Reading {
        private final List<UsageGrouping> groups;
        private final UsageSelection selection;
        private final boolean timed;
        private final MeasuredUsage usage;
        private final AtomicLong read = new AtomicLong();
        private final AtomicLong lines = new AtomicLong();

        /**
         * @param timed whether all lines are of records; the times of some requests would pass for those of the whole period
         */
        private Reading(List<UsageGrouping> groups, UsageSelection selection, boolean timed, MeasuredUsage usage) {
            this.groups = groups;
            this.selection = selection;
            this.timed = timed;
            this.usage = usage;
        }

        MeasuredUsage usage() {
            return usage;
        }

        void add(UsageLine line, @Nullable RecordedRequest request) {
            if (read.incrementAndGet() > mostRead) {
                throw tooMany(mostRead);
            }
            // What other teams use must not keep a team from its own usage.
            if (!selection.acceptsTeam(line.dimensions().tags().getOrDefault("team", ""))) {
                return;
            }
            if (lines.incrementAndGet() > mostLines) {
                throw tooMany(mostLines);
            }
            if (!selection.accepts(line.dimensions())) {
                return;
            }
            Instant at = request == null ? null : request.acceptedAt();
            RecordedRequest measured = timed ? request : null;
            List<String> group =
                    groups.stream().map(one -> one.value().apply(line, at)).toList();
            synchronized (usage) {
                usage.add(group, line.sum(), firstToken(measured), duration(measured));
            }
        }

        private static AdminException tooMany(long most) {
            return AdminException.invalid(
                    "to", "a period with at most " + most + " records: ask for a shorter one, or for one key");
        }

        private static OptionalLong firstToken(@Nullable RecordedRequest request) {
            return request == null
                            || request.settlement() == null
                            || request.settlement().firstChunkMillis() == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(request.settlement().firstChunkMillis());
        }

        private static OptionalLong duration(@Nullable RecordedRequest request) {
            return request == null || request.settlement() == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(request.settlement().totalMillis());
        }
    }
}
