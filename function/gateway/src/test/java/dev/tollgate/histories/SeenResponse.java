package dev.tollgate.histories;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a client saw of its request.
 *
 * @param status 0 where it left before there was one
 * @param code of the error; null where there was none
 * @param repeated the request whose answer this is a repetition of; null where it is none
 * @param provider {@code provider/model}; null where nobody answered
 * @param usage what the answer said of its tokens; null where it was not whole
 * @param whole whether the answer came to its end
 * @param body what came, for comparison with a repetition
 * @param jerksBefore of the clock, until it was sent
 * @param jerksAfter until it had its end
 */
record SeenResponse(
        RandomRequest wish,
        int status,
        String code,
        String repeated,
        String provider,
        JsonNode usage,
        boolean whole,
        String body,
        int jerksBefore,
        int jerksAfter) {

    /** Whether the gateway refused the request before it called a provider. False if the client left too early to know. */
    boolean refused() {
        return switch (status) {
            case 0, 200, 502, 504 -> false;
            case 400 -> !"rejected_by_provider".equals(code);
            case 503 -> "store_unavailable".equals(code);
            default -> true;
        };
    }

    /** Whether it is certain that the request was accepted. */
    boolean accepted() {
        return status != 0 && !refused() && repeated == null;
    }

    /** Whether the clock went evenly from the beginning of the one to the end of the other. */
    boolean inOneBreathWith(SeenResponse other) {
        return jerksBefore == jerksAfter && other.jerksBefore == jerksBefore && other.jerksAfter == jerksBefore;
    }

    @Override
    public String toString() {
        return "#%d %s asks %s%s%s%s%s → %d%s%s%s"
                .formatted(
                        wish.number(),
                        wish.key(),
                        wish.model(),
                        wish.form() == RandomRequest.Form.RIGHT ? "" : " (" + wish.form() + ")",
                        wish.streamed() ? " streamed" : "",
                        wish.idempotencyKey() == null ? "" : " as " + wish.idempotencyKey(),
                        wish.leaving().never() ? "" : " and leaves " + wish.leaving(),
                        status,
                        code == null ? "" : " " + code,
                        repeated == null ? "" : " repeats " + repeated,
                        provider == null ? "" : " by " + provider + (whole ? ", whole" : ", cut"));
    }
}
