package dev.tollgate.edge;

import dev.tollgate.limit.Ceiling;
import dev.tollgate.limit.Reservation;
import java.util.Map;

/**
 * OpenAI's {@code x-ratelimit-*} headers (https://platform.openai.com/docs/guides/rate-limits#rate-limits-in-headers);
 * a limit that the key does not have has none.
 */
final class RateHeaders {
    private RateHeaders() {}

    static void add(Reservation reservation, Map<String, String> headers) {
        Ceiling ceiling = reservation.ceiling();
        Reservation.Left left = reservation.left();
        if (ceiling.requests() != null) {
            headers.put("x-ratelimit-limit-requests", String.valueOf(ceiling.requests()));
            headers.put("x-ratelimit-remaining-requests", String.valueOf(left.requests()));
            headers.put("x-ratelimit-reset-requests", Millis.goStyle(left.requestsReset()));
        }
        if (ceiling.tokens() != null) {
            headers.put("x-ratelimit-limit-tokens", String.valueOf(ceiling.tokens()));
            headers.put("x-ratelimit-remaining-tokens", String.valueOf(left.tokens()));
            headers.put("x-ratelimit-reset-tokens", Millis.goStyle(left.tokensReset()));
        }
    }
}
