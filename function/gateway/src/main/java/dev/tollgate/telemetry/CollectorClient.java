package dev.tollgate.telemetry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.FailureText;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.provider.UpstreamClient;
import dev.tollgate.provider.UpstreamExchange;
import dev.tollgate.provider.UpstreamRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Posts documents to a collector. After a failure it pauses, for longer each time, so that a collector that does not respond costs calls
 * little time; it logs one line a minute at most.
 */
final class CollectorClient {
    private static final Logger LOG = Logger.getLogger(CollectorClient.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LOG_INTERVAL = Duration.ofMinutes(1);
    private static final int TOO_LARGE_STATUS = 413;
    private static final int MAX_REPLY_BYTES = 64 * 1024;

    /** After these, the same document may be accepted later (https://opentelemetry.io/docs/specs/otlp/#retryable-response-codes). */
    private static final Set<Integer> RETRYABLE = Set.of(429, 502, 503, 504);

    private final UpstreamClient client;
    private final CollectorAddress address;
    private final CollectorHeaders headers;
    private final Clock clock;
    private Duration pause = Duration.ZERO;
    private volatile Instant pausedUntil = Instant.MIN;
    private Instant loggedAt = Instant.MIN;

    CollectorClient(UpstreamClient client, CollectorAddress address, CollectorHeaders headers, Clock clock) {
        this.client = client;
        this.address = address;
        this.headers = headers;
        this.clock = clock;
    }

    /** What becomes of the calls of a document. */
    enum PostResult {
        ACCEPTED,
        /** The same document may be accepted later. */
        LATER,
        /** The collector takes less in one document. */
        TOO_LARGE,
        /** The collector never takes it. */
        REFUSED
    }

    /** Whether nothing may be posted now. */
    boolean paused() {
        return clock.instant().isBefore(pausedUntil);
    }

    /**
     * Posts a document. One caller at a time.
     *
     * @param calls how many calls the document is about
     * @param lost how many others were not exported so far, for the log
     */
    PostResult post(byte[] document, Duration timeout, int calls, long lost) {
        Instant by = clock.instant().plus(timeout);
        UpstreamRequest request;
        try {
            request = request(document);
        } catch (GatewayException noSecret) {
            return unanswered(FailureText.line(noSecret), lost);
        }
        try (UpstreamExchange exchange = client.send(request)) {
            UpstreamExchange.ReplyHead head = exchange.head(Duration.between(clock.instant(), by), clock);
            if (head.status() / 100 == 2) {
                pause = Duration.ZERO;
                noteRejected(exchange.rest(by, clock, MAX_REPLY_BYTES), lost);
                return PostResult.ACCEPTED;
            }
            if (head.status() == TOO_LARGE_STATUS && calls > 1) {
                return PostResult.TOO_LARGE;
            }
            boolean later = RETRYABLE.contains(head.status());
            pause(head.retryAfter());
            warn("the collector responded with status " + head.status(), later ? lost : lost + calls);
            return later ? PostResult.LATER : PostResult.REFUSED;
        } catch (GatewayException failure) {
            return unanswered(why(failure), lost);
        } catch (IllegalArgumentException unsendable) {
            return unanswered("its headers cannot be sent: " + unsendable.getMessage(), lost);
        }
    }

    private PostResult unanswered(String why, long lost) {
        pause(Optional.empty());
        warn(why, lost);
        return PostResult.LATER;
    }

    private static String why(GatewayException failure) {
        Throwable cause = failure.getCause();
        return failure.kind() == ErrorKind.UPSTREAM_TIMEOUT
                ? "the collector did not respond in time"
                : "the collector could not be reached (" + (cause == null ? failure : cause) + ")";
    }

    private UpstreamRequest request(byte[] document) {
        Map<String, String> all = new LinkedHashMap<>(headers.current());
        all.put("content-type", "application/json");
        return new UpstreamRequest(address.uri(), all, document, false);
    }

    private void pause(Optional<Duration> wanted) {
        Duration doubled = pause.isZero() ? SHORTEST_PAUSE : pause.multipliedBy(2);
        Duration next = wanted.filter(retry -> retry.compareTo(doubled) > 0).orElse(doubled);
        pause = next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
        pausedUntil = clock.instant().plus(pause);
    }

    /** An accepted document may hold items that the collector does not take. */
    private void noteRejected(byte[] reply, long lost) {
        JsonNode partial = partialSuccess(reply);
        String spans = partial.path("rejectedSpans").asText("0");
        String points = partial.path("rejectedDataPoints").asText("0");
        if (!spans.equals("0") || !points.equals("0")) {
            warn("the collector rejected " + (spans.equals("0") ? points + " data points" : spans + " spans"), lost);
        }
    }

    private static JsonNode partialSuccess(byte[] reply) {
        try {
            return JsonCodec.mapper().readTree(reply).path("partialSuccess");
        } catch (JacksonException noJson) {
            LOG.debug("the collector's reply is no JSON", noJson);
            return JsonCodec.mapper().missingNode();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void warn(String why, long lost) {
        Instant now = clock.instant();
        if (loggedAt.isBefore(now.minus(LOG_INTERVAL))) {
            loggedAt = now;
            LOG.warnf("%s: %s; %d calls were not exported so far", address.signal(), why, lost);
        }
    }
}
