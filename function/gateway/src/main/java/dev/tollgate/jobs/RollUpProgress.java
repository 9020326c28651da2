package dev.tollgate.jobs;

import dev.tollgate.bill.DateRange;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.FailureText;
import dev.tollgate.openai.GatewayException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/** How far one run has come with each key, and what failed. For one thread. */
final class RollUpProgress {
    private static final Logger LOG = Logger.getLogger(RollUpProgress.class);

    /** After this many failures in a row the store is down; the next run tries again. */
    static final int MOST_FAILURES = 10;

    private final List<String> keyIds;
    private final Map<String, LocalDate> lastDays;
    private final Set<String> succeeded = new TreeSet<>();
    private final SortedSet<String> failed = new TreeSet<>();
    private int failuresInARow;

    RollUpProgress(List<String> keyIds, Map<String, LocalDate> lastDays) {
        this.keyIds = List.copyOf(keyIds);
        this.lastDays = new HashMap<>(lastDays);
    }

    List<String> keyIds() {
        return keyIds;
    }

    /**
     * The days that a key needs: always yesterday and today, because records may be settled late, and before them all that was left
     * out. The last day that was done is done once more, because a record may have been settled after that.
     */
    DateRange days(String keyId, LocalDate today) {
        LocalDate yesterday = today.minusDays(1);
        LocalDate last = lastDays.getOrDefault(keyId, today.minusMonths(1).withDayOfMonth(1));
        return new DateRange(last.isBefore(yesterday) ? last : yesterday, today);
    }

    /** Whether this is another day than the one marked as done: a clock that was ahead may have marked one to come. */
    boolean isNews(String keyId, LocalDate day) {
        return !day.equals(lastDays.get(keyId));
    }

    void done(String keyId, LocalDate lastDay) {
        lastDays.put(keyId, lastDay);
    }

    void succeeded(String keyId) {
        succeeded.add(keyId);
        failuresInARow = 0;
    }

    /** Goes on with the next key, or throws the failure if no key can succeed. */
    void failed(String keyId, RuntimeException failure) {
        failed.add(keyId);
        boolean ofStore = failure instanceof GatewayException known && known.kind() == ErrorKind.STORE_UNAVAILABLE;
        failuresInARow = ofStore ? failuresInARow + 1 : 0;
        if (failuresInARow >= MOST_FAILURES || Thread.currentThread().isInterrupted()) {
            throw failure;
        }
        LOG.errorf(
                FailureText.bug(failure),
                "The key %s could not be rolled up to the end; it is %s: %s",
                keyId,
                state(keyId),
                FailureText.line(failure));
    }

    void log(LocalDate today) {
        if (succeeded.size() == keyIds.size()) {
            LOG.infof("Rolled up %d keys until %s", keyIds.size(), today);
        } else {
            LOG.warnf(
                    "Rolled up %d of %d keys until %s, %d failed; the next run goes on, and the key that is furthest"
                            + " behind is %s",
                    succeeded.size(), keyIds.size(), today, failed.size(), furthestBehind());
        }
    }

    /** @throws GatewayException {@code INTERNAL} if keys failed: alarms watch for it */
    void requireSuccess() {
        if (!failed.isEmpty()) {
            throw new GatewayException(
                    ErrorKind.INTERNAL,
                    failed.size() + " of " + keyIds.size() + " keys could not be rolled up, " + failed.getFirst()
                            + " among them; the log says why.");
        }
    }

    private String furthestBehind() {
        return keyIds.stream()
                .filter(keyId -> !succeeded.contains(keyId))
                .min(Comparator.comparing(lastDays::get, Comparator.nullsFirst(Comparator.naturalOrder())))
                .map(this::state)
                .orElseThrow();
    }

    private String state(String keyId) {
        return lastDays.containsKey(keyId) ? "rolled up until " + lastDays.get(keyId) : "not rolled up yet";
    }
}
