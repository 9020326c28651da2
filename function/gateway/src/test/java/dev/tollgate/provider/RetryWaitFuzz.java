package dev.tollgate.provider;

import dev.tollgate.http.HttpReplyHead;
import dev.tollgate.parse.TimeParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whatever a provider says about a retry, in a header or in a body, the wait can be used in calculations. */
public final class RetryWaitFuzz {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private RetryWaitFuzz() {}

    /** The entry point of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        check(RetryAfter.in(new HttpReplyHead(429, Map.of("retry-after", text), false), NOW));
        check(RetryAfter.in(new HttpReplyHead(429, Map.of("retry-after-ms", text), false), NOW));
        check(RetryHint.in(new ProviderError("fuzzed", 429, List.of(), null, text, UpstreamFailure.read(input))));
    }

    private static void check(Optional<Duration> wait) {
        wait.map(TimeParser::bounded).map(NOW::plus).ifPresent(retryAt -> {
            if (retryAt.toEpochMilli() < NOW.toEpochMilli()) {
                throw new AssertionError("a wait that ends in the past");
            }
        });
    }
}
