package dev.tollgate.usage;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.ApiKeyAuthenticator;
import dev.tollgate.bill.DateRange;
import dev.tollgate.bill.RecordedRequest;
import dev.tollgate.bill.UsageAggregator;
import dev.tollgate.bill.UsageGroup;
import dev.tollgate.bill.UsageRecords;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.limit.RateLimitKey;
import dev.tollgate.limit.RateLimiter;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What the client's own key has used. */
@ApplicationScoped
public class UsageReport {
    private final ApiKeyAuthenticator authenticator;
    private final UsageHistory history;
    private final UsageRecords records;
    private final RateLimiter rateLimiter;
    private final long maxLines;
    private final Clock clock;

    UsageReport(
            ApiKeyAuthenticator authenticator,
            UsageHistory history,
            UsageRecords records,
            RateLimiter rateLimiter,
            GatewayConfig config,
            Clock clock) {
        this.authenticator = authenticator;
        this.history = history;
        this.records = records;
        this.rateLimiter = rateLimiter;
        this.maxLines = config.usage().maxRecords();
        this.clock = clock;
    }

    /** The usage of one key. Each query counts as a request of the key's, because it reads the store. */
    public interface OfKey {
        /**
         * The sums of this key's requests.
         *
         * @throws GatewayException {@code INVALID_VALUE} if there is more to read than one query may,
         *     {@code REQUEST_RATE_EXCEEDED}, {@code STORE_UNAVAILABLE}, and {@code INTERNAL} if a sum is too large
         */
        UsageAggregator over(DateRange days, List<UsageGroup> groups);

        /**
         * One of this key's requests; empty if the key has none of this name.
         *
         * @param acceptedAt the millisecond in which it was accepted
         * @throws GatewayException {@code REQUEST_RATE_EXCEEDED}, {@code STORE_UNAVAILABLE}
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
        ApiKey key = authenticator.authenticate(authorization);
        return new OfKey() {
            @Override
            public UsageAggregator over(DateRange days, List<UsageGroup> groups) {
                count(key);
                return sums(key.id(), days, groups);
            }

            @Override
            public Optional<RecordedRequest> one(String requestId, Instant acceptedAt) {
                count(key);
                return records.find(key.id(), requestId, acceptedAt);
            }
        };
    }

    /** It uses no tokens and holds no slot, so that there is nothing to settle. */
    private void count(ApiKey key) {
        rateLimiter.reserve(RateLimitKey.ofKey(key.id(), key.limits().requestsOnly()), 0, clock.instant());
    }

    private UsageAggregator sums(String keyId, DateRange days, List<UsageGroup> groups) {
        UsageAggregator sums = new UsageAggregator(groups);
        AtomicLong lines = new AtomicLong();
        try {
            history.read(keyId, days, line -> {
                requireFew(lines.incrementAndGet());
                sums.add(line);
            });
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

    private void requireFew(long lines) {
        if (lines > maxLines) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    "to",
                    ("These days have more than %d records that are not summed up yet. Ask for fewer days, or for days that ended"
                                    + " a day ago.")
                            .formatted(maxLines));
        }
    }
}
