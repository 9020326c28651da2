package dev.tollgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.parse.NumberParser;
import dev.tollgate.parse.TimeParser;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how long to wait before a retry from an error's body, for providers that send no {@code retry-after}. */
final class RetryHint {
    /** OpenAI: "Please try again in 1m12.5s"; Azure: "retry after 26 seconds"; Google: "Please retry in 17.9s". */
    private static final Pattern WORDS =
            Pattern.compile("(?i)\\b(?:try again|retry|retrying)\\b[a-z ]{0,30}?\\b(?:in|after)\\s+(?=\\d)");

    private static final Pattern AMOUNT = Pattern.compile(
            "(?i)\\s*(\\d{1,7}(?:\\.\\d{1,9})?)\\s*(ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hours?)(?![a-z])");

    /** {@code estimated_time} is Hugging Face's word for the time to load a model. */
    private static final List<String> SECONDS_FIELDS = List.of("retry_after", "retry_after_seconds", "estimated_time");

    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryHint() {}

    /** The wait; empty where the body says nothing of it, or nothing reasonable. */
    static Optional<Duration> in(ProviderError error) {
        JsonNode root = error.body().isArray() ? error.body().path(0) : error.body();
        return fields(root.path("error"))
                .or(() -> fields(root.path("error").path("metadata")))
                .or(() -> fields(root))
                .or(() -> words(error.message()))
                .filter(wait -> wait.compareTo(LONGEST) <= 0);
    }

    private static Optional<Duration> fields(JsonNode node) {
        for (JsonNode detail : node.path("details")) {
            // Google's RetryInfo (https://google.aip.dev/193) has a text such as "17s".
            Optional<Duration> delay = amounts(detail.path("retryDelay").asText(), 0);
            if (delay.isPresent()) {
                return delay;
            }
        }
        return NumberParser.decimal(node.path("retry_after_ms"))
                .filter(RetryHint::isWait)
                .map(millis -> TimeParser.duration(millis, Duration.ofMillis(1)))
                .or(() -> SECONDS_FIELDS.stream()
                        .flatMap(field -> NumberParser.decimal(node.path(field)).stream())
                        .findFirst()
                        .filter(RetryHint::isWait)
                        .map(seconds -> TimeParser.duration(seconds, Duration.ofSeconds(1))));
    }

    private static Optional<Duration> words(String message) {
        Matcher words = WORDS.matcher(message);
        return words.find() ? amounts(message, words.end()) : Optional.empty();
    }

    /** The sum of amounts that follow each other, as in {@code 1m12.5s}. */
    private static Optional<Duration> amounts(String text, int start) {
        Matcher amount = AMOUNT.matcher(text);
        Duration sum = Duration.ZERO;
        int end = start;
        while (amount.region(end, text.length()).lookingAt()) {
            sum = sum.plus(
                    TimeParser.duration(NumberParser.decimal(amount.group(1)).orElseThrow(), unit(amount.group(2))));
            end = amount.end();
        }
        return end == start ? Optional.empty() : Optional.of(sum);
    }

    private static Duration unit(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("ms") || lower.startsWith("milli")) {
            return Duration.ofMillis(1);
        }
        return lower.startsWith("s")
                ? Duration.ofSeconds(1)
                : lower.startsWith("m") ? Duration.ofMinutes(1) : Duration.ofHours(1);
    }

    private static boolean isWait(BigDecimal amount) {
        return amount.signum() >= 0;
    }
}
