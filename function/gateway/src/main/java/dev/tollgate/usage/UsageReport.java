package dev.tollgate.usage;

import dev.tollgate.auth.ApiKeyAuthenticator;
import dev.tollgate.bill.DateRange;
import dev.tollgate.bill.RecordedRequest;
import dev.tollgate.bill.UsageAggregator;
import dev.tollgate.bill.UsageGroup;
import dev.tollgate.bill.UsageRecords;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the client's own key has used. */
@ApplicationScoped
public class UsageReport {
    private final ApiKeyAuthenticator authenticator;
    private final UsageHistory history;
    private final UsageRecords records;
    private final Clock clock;

    UsageReport(ApiKeyAuthenticator authenticator, UsageHistory history, UsageRecords records, Clock clock) {
        this.authenticator = authenticator;
        this.history = history;
        this.records = records;
        this.clock = clock;
    }

    /** The usage of one key. */
    public interface OfKey {
        /**
         * The sums of this key's requests.
         *
         * @throws GatewayException {@code STORE_UNAVAILABLE}, and {@code INTERNAL} if a sum is too large
         */
        UsageAggregator over(DateRange days, List<UsageGroup> groups);

        /**
         * One of this key's requests; empty if the key has none of this name.
         *
         * @param acceptedAt the millisecond in which it was accepted
         * @throws GatewayException {@code STORE_UNAVAILABLE}
         */
        Optional<RecordedRequest> one(String requestId, Instant acceptedAt);
    }

    /** Today, in UTC. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /**
     * The usage of the key in this header.
     *
     * @param authorization the {@code Authorization} header
     * @throws GatewayException {@code INVALID_API_KEY}, {@code PERMISSION_DENIED}, {@code STORE_UNAVAILABLE}
     */
    public OfKey of(@Nullable String authorization) {
        String keyId = authenticator.authenticate(authorization).id();
        return new OfKey() {
            @Override
            public UsageAggregator over(DateRange days, List<UsageGroup> groups) {
                return sums(keyId, days, groups);
            }

            @Override
            public Optional<RecordedRequest> one(String requestId, Instant acceptedAt) {
                return records.find(keyId, requestId, acceptedAt);
            }
        };
    }

    private UsageAggregator sums(String keyId, DateRange days, List<UsageGroup> groups) {
        UsageAggregator sums = new UsageAggregator(groups);
        try {
            history.read(keyId, days, sums::add);
        } catch (ArithmeticException beyond) {
            throw new GatewayException(
                    ErrorKind.INTERNAL,
                    "The usage of these days is too large to be added up. Please ask for fewer days.",
                    new IllegalStateException(
                            "the usage of the key " + keyId + " from " + days.first() + " to " + days.last()
                                    + " cannot be added up",
                            beyond));
        }
        return sums;
    }
}
