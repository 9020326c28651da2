package dev.tollgate.jobs;

import dev.tollgate.bill.DateRange;
import dev.tollgate.bill.RollUps;
import dev.tollgate.bill.UsageLine;
import dev.tollgate.bill.UsageRecords;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.usage.UsageHistory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Folds records into roll-ups of days, and those into roll-ups of months: for each key, from where its last run ended until today.
 * A run may end anywhere, and any number may run at a time: a second run writes the same.
 */
@ApplicationScoped
public class RollUpJob {
    /** How often it starts. */
    public static final Duration EVERY = Duration.ofHours(1);

    private final UsageRecords records;
    private final UsageHistory history;
    private final RollUps rollUps;
    private final Clock clock;

    RollUpJob(UsageRecords records, UsageHistory history, RollUps rollUps, Clock clock) {
        this.records = records;
        this.history = history;
        this.rollUps = rollUps;
        this.clock = clock;
    }

    /**
     * Rolls up what has changed. A key that cannot be rolled up does not hold up the others: it stays where it is, and the run fails
     * once the others are done.
     *
     * @param until when it must be over; each run takes the keys in another order, so that none is left out forever
     * @throws GatewayException {@code STORE_UNAVAILABLE}, or {@code INTERNAL} if keys were not rolled up for another reason
     */
    public void run(Instant until) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        RollUpProgress run = new RollUpProgress(rollUps.keyIds(), rollUps.lastDays());
        List<String> keyIds = new ArrayList<>(run.keyIds());
        Collections.shuffle(keyIds);
        for (String keyId : keyIds) {
            if (isOver(until)) {
                break;
            }
            try {
                key(keyId, today, run, until);
            } catch (RuntimeException failure) {
                run.failed(keyId, failure);
            }
        }
        run.log(today);
        run.requireSuccess();
    }

    /** Rolls up one day of a key again, and its month: a record was settled later than a run expects. */
    public void again(String keyId, LocalDate day) {
        month(keyId, YearMonth.from(day), Map.of(day, day(keyId, day).lines()));
    }

    /** Oldest days come first, and a month comes before its last day is marked as done: no run reads it again after that. */
    private void key(String keyId, LocalDate today, RollUpProgress run, Instant until) {
        Map<LocalDate, List<UsageLine>> ofMonth = new HashMap<>();
        boolean whole = true;
        for (LocalDate day : run.days(keyId, today).days().toList()) {
            if (isOver(until)) {
                return;
            }
            Instant startedAt = clock.instant();
            UsageKinds kinds = day(keyId, day);
            whole &= startedAt.isAfter(DateRange.of(day).finalFrom()) && !kinds.pending();
            ofMonth.put(day, kinds.lines());
            YearMonth month = YearMonth.from(day);
            if (day.equals(today) || day.equals(month.atEndOfMonth())) {
                month(keyId, month, ofMonth);
                ofMonth.clear();
            }
            if (whole && run.isNews(keyId, day)) {
                rollUps.markFinal(keyId, day);
                run.done(keyId, day);
            }
        }
        run.succeeded(keyId);
    }

    private boolean isOver(Instant until) {
        return !clock.instant().isBefore(until);
    }

    private UsageKinds day(String keyId, LocalDate day) {
        DateRange days = DateRange.of(day);
        UsageKinds kinds = new UsageKinds();
        records.read(keyId, days.from(), days.until(), kinds::add);
        rollUps.store(keyId, day, kinds.lines());
        return kinds;
    }

    /** All of the month, including days to come: another gateway's clock may be ahead. */
    private void month(String keyId, YearMonth month, Map<LocalDate, List<UsageLine>> added) {
        UsageKinds kinds = new UsageKinds();
        history.read(
                keyId,
                DateRange.of(month),
                added,
                line -> kinds.add(new UsageLine(line.dimensions().on(month.atDay(1)), line.sum())));
        rollUps.store(keyId, month, kinds.lines());
    }
}
