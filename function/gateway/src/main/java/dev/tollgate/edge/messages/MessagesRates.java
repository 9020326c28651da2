package dev.tollgate.edge.messages;

import dev.tollgate.openai.RateStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic's {@code anthropic-ratelimit-*} headers (https://platform.claude.com/docs/en/api/rate-limits#response-headers): a limit, what is
 * left of it, and when all of it is available again. A limit that the key does not have has none.
 */
final class MessagesRates {
    private MessagesRates() {}

    static Map<String, String> headers(RateStatus status, Instant now) {
        Map<String, String> headers = new LinkedHashMap<>();
        add("requests", status.requests(), now, headers);
        add("tokens", status.tokens(), now, headers);
        return headers;
    }

    private static void add(String what, RateStatus.@Nullable Rate rate, Instant now, Map<String, String> headers) {
        if (rate != null) {
            String name = "anthropic-ratelimit-" + what;
            headers.put(name + "-limit", String.valueOf(rate.limit()));
            headers.put(name + "-remaining", String.valueOf(rate.remaining()));
            headers.put(name + "-reset", wholeSecond(now.plus(rate.reset())).toString());
        }
    }

    /** A client that waits until then must not come too early. */
    private static Instant wholeSecond(Instant reset) {
        Instant second = reset.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(reset) ? second : second.plus(Duration.ofSeconds(1));
    }
}
