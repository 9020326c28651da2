package dev.tollgate.usage;

import dev.tollgate.auth.ApiKeyAuthenticator;
import dev.tollgate.bill.DateRange;
import dev.tollgate.bill.UsageAggregator;
import dev.tollgate.bill.UsageGroup;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** What a caller itself has used. */
@ApplicationScoped
public class UsageReport {
    private final ApiKeyAuthenticator apiKeyAuthenticator;
    private final UsageHistory history;
    private final Clock clock;

    UsageReport(ApiKeyAuthenticator apiKeyAuthenticator, UsageHistory history, Clock clock) {
        this.apiKeyAuthenticator = apiKeyAuthenticator;
        this.history = history;
        this.clock = clock;
    }

    /** What one key may be shown. */
    public interface OfKey {
        /**
         * The sums of this key's requests.
         *
         * @throws GatewayException {@code STORE_UNAVAILABLE}, and {@code INTERNAL} where a sum is too large to be told
         */
        UsageAggregator over(DateRange days, List<UsageGroup> groups);
    }

    /** The day it is, in UTC. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /**
     * Of the key that asks.
     *
     * @param authorization the {@code Authorization} header, or null
     * @throws GatewayException {@code INVALID_API_KEY}, {@code PERMISSION_DENIED}, {@code STORE_UNAVAILABLE}
     */
    public OfKey of(String authorization) {
        String keyId = apiKeyAuthenticator.authenticate(authorization).id();
        return (days, groups) -> sums(keyId, days, groups);
    }

    private UsageAggregator sums(String keyId, DateRange days, List<UsageGroup> groups) {
        UsageAggregator fold = new UsageAggregator(groups);
        try {
            history.read(keyId, days, fold::add);
        } catch (ArithmeticException beyond) {
            throw new GatewayException(
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
