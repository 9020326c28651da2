package dev.tollgate.call;

import dev.tollgate.bill.Days;
import dev.tollgate.bill.RollUps;
import dev.tollgate.bill.UsageBooks;
import dev.tollgate.bill.UsageLine;
import dev.tollgate.bill.UsageSum;
import dev.tollgate.openai.ChatFailure;
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
import org.jboss.logging.Logger;

/**
 * Folds the records of today and yesterday into roll-ups of days, and those into roll-ups of months. Run again, or by two
 * at once, it writes the same.
 */
@ApplicationScoped
public class RollUp {
    private static final Logger LOG = Logger.getLogger(RollUp.class);

    /** How often it is to begin. */
    public static final Duration EVERY = Duration.ofHours(1);

    private final UsageBooks books;
    private final UsageHistory history;
    private final RollUps rollUps;
    private final Clock clock;

    RollUp(UsageBooks books, UsageHistory history, RollUps rollUps, Clock clock) {
        this.books = books;
        this.history = history;
        this.rollUps = rollUps;
        this.clock = clock;
    }

    /**
     * Rolls up what has changed.
     *
     * @param until when it must be over; keys are taken in another order each time, so that none is left out for ever
     * @throws ChatFailure {@code STORE_UNAVAILABLE}
     */
    public void run(Instant until) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Days days = new Days(today.minusDays(1), today);
        List<String> keyIds = new ArrayList<>(rollUps.keyIds());
        Collections.shuffle(keyIds);
        int done = 0;
        for (String keyId : keyIds) {
            if (!clock.instant().isBefore(until)) {
                LOG.warnf(
                        "Out of time: %d of %d keys rolled up, the rest is left to the next run", done, keyIds.size());
                return;
            }
            days.each().forEach(day -> day(keyId, day));
            days.each().map(YearMonth::from).distinct().forEach(month -> month(keyId, month));
            done++;
        }
        LOG.infof("Rolled up %s and %s of %d keys", days.first(), days.last(), done);
    }

    /** Rolls up one day of a key again, and its month: for what was settled later than anybody could expect. */
    public void again(String keyId, LocalDate day) {
        day(keyId, day);
        month(keyId, YearMonth.from(day));
    }

    private void day(String keyId, LocalDate day) {
        Days days = Days.of(day);
        Kinds kinds = new Kinds();
        books.read(keyId, days.from(), days.until(), kinds::add);
        rollUps.keep(keyId, day, kinds.lines());
    }

    private void month(String keyId, YearMonth month) {
        Kinds kinds = new Kinds();
        history.read(
                keyId, Days.of(month), line -> kinds.add(new UsageLine(line.of().on(month.atDay(1)), line.sum())));
        rollUps.keep(keyId, month, kinds.lines());
    }

    /** The sum of each kind. What is pending will be of another kind, and is left to the next run. */
    private static final class Kinds {
        private final Map<UsageLine.Kind, UsageSum> sums = new HashMap<>();

        void add(UsageLine line) {
            if (line.sum().pending() == 0) {
                sums.merge(line.of(), line.sum(), UsageSum::plus);
            }
        }

        List<UsageLine> lines() {
            return sums.entrySet().stream()
                    .map(sum -> new UsageLine(sum.getKey(), sum.getValue()))
                    .toList();
        }
    }
}
