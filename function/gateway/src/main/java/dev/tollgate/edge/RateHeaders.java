package dev.tollgate.edge;

import dev.tollgate.openai.RateStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's {@code x-ratelimit-*} headers (https://platform.openai.com/docs/guides/rate-limits#rate-limits-in-headers);
 * a limit that the key does not have has none.
 */
final class RateHeaders {
    private RateHeaders() {}

    static void add(RateStatus status, Map<String, String> headers) {
        add("requests", status.requests(), headers);
        add("tokens", status.tokens(), headers);
    }

    private static void add(String what, RateStatus.@Nullable Rate rate, Map<String, String> headers) {
        if (rate != null) {
            headers.put("x-ratelimit-limit-" + what, String.valueOf(rate.limit()));
            headers.put("x-ratelimit-remaining-" + what, String.valueOf(rate.remaining()));
            headers.put("x-ratelimit-reset-" + what, MillisText.goStyle(rate.reset()));
        }
    }
}
