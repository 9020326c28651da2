package dev.tollgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.Usage;
import dev.tollgate.parse.NumberParser;
import java.math.BigDecimal;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A count in a provider's usage. Some report null, negative numbers, fractions, text or what no model can have read. None of
 * that may cost the caller the answer.
 */
public final class ReportedCount {
    /** More than {@link Usage} believes, and little enough for sums. */
    private static final long IMPOSSIBLE = Usage.MAX_TOKENS + 1;

    private ReportedCount() {}

    /** The count; null where it is no number, not even in a text. A negative one is 0, and an impossible one stays impossible. */
    public static @Nullable Long of(@Nullable JsonNode count) {
        if (count != null && count.isTextual()) {
            OptionalLong written = NumberParser.whole(count.textValue().strip(), 0L, IMPOSSIBLE);
            return written.isPresent() ? Long.valueOf(written.getAsLong()) : null;
        }
        if (count == null || !count.isNumber()) {
            return null;
        }
        // A number that is too large for a long may be negative, too.
        long tokens = count.canConvertToLong()
                ? count.longValue()
                : NumberParser.decimal(count).map(BigDecimal::signum).orElse(1) * IMPOSSIBLE;
        return Math.clamp(tokens, 0, IMPOSSIBLE);
    }

    /** The count in a provider's reply that has one in this field; empty where there is none that can be true. */
    public static OptionalLong in(byte[] reply, String field) {
        Long tokens = of(UpstreamFailure.read(reply).get(field));
        return tokens == null ? OptionalLong.empty() : OptionalLong.of(tokens);
    }

    /** The count, or 0. */
    public static long orZero(@Nullable JsonNode count) {
        Long tokens = of(count);
        return tokens == null ? 0 : tokens;
    }
}
