package dev.tollgate.call;

import dev.tollgate.auth.Doorkeeper;
import dev.tollgate.bill.Days;
import dev.tollgate.bill.UsageFold;
import dev.tollgate.bill.UsageGroup;
import dev.tollgate.openai.ChatFailure;
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

    /** The day it is, in UTC. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /**
     * The sums of this key's requests.
     *
     * @param authorization the {@code Authorization} header, or null
     * @throws ChatFailure {@code INVALID_API_KEY}, {@code PERMISSION_DENIED}, {@code STORE_UNAVAILABLE}
     */
    public UsageFold of(String authorization, Days days, List<UsageGroup> groups) {
        String keyId = doorkeeper.identify(authorization).id();
        UsageFold fold = new UsageFold(groups);
        history.read(keyId, days, fold::add);
        return fold;
    }
}
