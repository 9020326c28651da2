package dev.tollgate.call;

import dev.tollgate.auth.Doorkeeper;
import dev.tollgate.bill.Days;
import dev.tollgate.bill.UsageFold;
import dev.tollgate.bill.UsageGroup;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** What a caller itself has used. */
@ApplicationScoped
public class UsageReport {
    private final Doorkeeper doorkeeper;
    private final UsageHistory history;
    private final Clock clock;

    UsageReport(Doorkeeper doorkeeper, UsageHistory history, Clock clock) {
        this.doorkeeper = doorkeeper;
        this.history = history;
        this.clock = clock;
    }

    /** What one key may be shown. */
    public interface OfKey {
        /**
         * The sums of this key's requests.
         *
         * @throws ChatFailure {@code STORE_UNAVAILABLE}, and {@code INTERNAL} where a sum is too large to be told
         */
        UsageFold over(Days days, List<UsageGroup> groups);
    }

    /** The day it is, in UTC. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /**
     * Of the key that asks.
     *
     * @param authorization the {@code Authorization} header, or null
     * @throws ChatFailure {@code INVALID_API_KEY}, {@code PERMISSION_DENIED}, {@code STORE_UNAVAILABLE}
     */
    public OfKey of(String authorization) {
        String keyId = doorkeeper.identify(authorization).id();
        return (days, groups) -> sums(keyId, days, groups);
    }

    private UsageFold sums(String keyId, Days days, List<UsageGroup> groups) {
        UsageFold fold = new UsageFold(groups);
        try {
            history.read(keyId, days, fold::add);
        } catch (ArithmeticException beyond) {
            throw new ChatFailure(
                    ErrorKind.INTERNAL,
                    "The usage of these days is too large to be added up. Please ask for fewer days.",
                    new IllegalStateException(
                            "the usage of the key " + keyId + " from " + days.first() + " to " + days.last()
                                    + " cannot be added up",
                            beyond));
        }
        return fold;
    }
}
