package dev.tollgate.jobs;

import dev.tollgate.bill.AlertChannel;
import dev.tollgate.bill.AlertLedger;
import dev.tollgate.bill.BudgetAlert;
import dev.tollgate.bill.BudgetCounter;
import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.FailureText;
import dev.tollgate.openai.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Sends an alert when 50, 80 and 100 % of a budget are spent: each once per period, amount and channel. No call waits for it. What
 * cannot be sent is sent by a later run.
 */
@ApplicationScoped
public class BudgetAlertJob {
    /** How often it starts. */
    public static final Duration EVERY = Duration.ofMinutes(5);

    private static final Logger LOG = Logger.getLogger(BudgetAlertJob.class);
    private static final List<Integer> THRESHOLDS = List.of(50, 80, 100);

    /** Longer than a channel takes to send one, and shorter than the pause between two runs. */
    private static final Duration CLAIM = Duration.ofMinutes(2);

    /** After so many failures, a channel is down; the next run tries again. */
    private static final int MOST_FAILURES = 5;

    private final BudgetOverview budgets;
    private final AlertLedger ledger;
    private final List<AlertChannel> channels;
    private final Clock clock;

    @Inject
    BudgetAlertJob(BudgetOverview budgets, AlertLedger ledger, Instance<AlertChannel> channels, Clock clock) {
        this(
                budgets,
                ledger,
                StreamSupport.stream(channels.spliterator(), false).toList(),
                clock);
    }

    /** For tests, which choose the channels. */
    BudgetAlertJob(BudgetOverview budgets, AlertLedger ledger, List<AlertChannel> channels, Clock clock) {
        this.budgets = budgets;
        this.ledger = ledger;
        this.channels = channels;
        this.clock = clock;
    }

    /**
     * Sends what is due. Reads nothing if nobody wants alerts.
     *
     * @param until when it must be over; the next run does the rest
     * @throws GatewayException {@code STORE_UNAVAILABLE}, or {@code INTERNAL} if an alert was not sent: alarms watch for it
     */
    public void run(Instant until) {
        List<AlertChannel> configured =
                channels.stream().filter(AlertChannel::configured).toList();
        if (configured.isEmpty()) {
            return;
        }
        List<BudgetCounter> reached = budgets.at(clock.instant()).stream()
                .filter(counter -> reaches(counter, THRESHOLDS.getFirst()))
                .toList();
        long unsent = configured.stream()
                .mapToLong(channel -> send(channel, reached, until))
                .sum();
        if (unsent > 0) {
            throw new GatewayException(
                    ErrorKind.INTERNAL, unsent + " alerts of budgets could not be sent; the log says why.");
        }
    }

    /** Returns how many could not be sent. */
    private long send(AlertChannel channel, List<BudgetCounter> reached, Instant until) {
        long failures = 0;
        for (BudgetCounter counter : reached) {
            BudgetPeriod budget = counter.budgetPeriod();
            AlertLedger.Sent sent = ledger.of(budget);
            for (int percent : THRESHOLDS) {
                boolean due = reaches(counter, percent) && !isReported(budget, sent, channel, percent);
                if (due && !clock.instant().isBefore(until)) {
                    return failures;
                }
                if (due && !send(channel, new BudgetAlert(budget, percent, spent(counter)))) {
                    failures++;
                }
                if (failures >= MOST_FAILURES) {
                    return failures;
                }
            }
        }
        return failures;
    }

    /** An amount that was changed after the end of a period was never that period's own, so it repeats nothing. */
    private boolean isReported(BudgetPeriod budget, AlertLedger.Sent sent, AlertChannel channel, int percent) {
        Instant renews = budget.renews();
        boolean current = renews == null || clock.instant().isBefore(renews);
        return current ? sent.contains(channel.name(), percent) : sent.containsForAnyAmount(channel.name(), percent);
    }

    /** Returns false if it could not be sent. */
    private boolean send(AlertChannel channel, BudgetAlert alert) {
        Instant now = clock.instant();
        if (!ledger.claim(alert, channel.name(), now, now.plus(CLAIM))) {
            return true;
        }
        try {
            channel.send(alert);
        } catch (GatewayException failure) {
            LOG.errorf(
                    FailureText.bug(failure),
                    "The alert that %d %% of the budget of %s are spent did not leave by %s; a later run tries again: %s",
                    alert.percent(),
                    alert.budget().name(),
                    channel.name(),
                    FailureText.line(failure));
            return false;
        }
        ledger.markSent(alert, channel.name());
        return true;
    }

    private static long spent(BudgetCounter counter) {
        return counter.committedMicros() - counter.reservedMicros();
    }

    private static boolean reaches(BudgetCounter counter, int percent) {
        return BigDecimal.valueOf(spent(counter))
                        .multiply(BigDecimal.valueOf(100))
                        .compareTo(BigDecimal.valueOf(counter.budgetPeriod().limitMicros())
                                .multiply(BigDecimal.valueOf(percent)))
                >= 0;
    }
}
