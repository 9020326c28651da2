package dev.tollgate.store;

import static dev.tollgate.store.UnwrittenLine.require;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.bill.UsagePiece;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tokens and costs in a line of the log, or in an attempt of that line. A record is the sum of its attempts, and
 * its total is the sum of prompt and completion. If not, the line was damaged.
 *
 * @param name for messages; empty for the record itself
 */
record LineNumbers(String name, JsonNode row) {
    private static final String TOTAL = "total_tokens";
    private static final List<String> TOKENS = List.of(
            "prompt_tokens", "cached_tokens", "cache_write_tokens", "completion_tokens", "reasoning_tokens", TOTAL);
    /** Absent where nothing was counted. */
    private static final List<String> OPTIONAL = Stream.concat(
                    Stream.of(UsageRow.CACHE_WRITE_1H),
                    Stream.of(UsagePiece.values()).map(UsagePiece::column))
            .toList();

    private static final String COST = "cost_micros";
    private static final String CHARGE = "charge_micros";

    /** Throws IllegalArgumentException with what is wrong. */
    void requireSumOfAttempts() {
        requireTotal();
        require(row.path("attempts").isArray(), "attempts is not a list");
        List<LineNumbers> attempts = attempts();
        attempts.forEach(LineNumbers::requireTotal);
        TOKENS.forEach(column -> requireSum(column, attempts));
        OPTIONAL.forEach(column -> requireSum(column, attempts));
        boolean unpriced = attempts.stream().anyMatch(LineNumbers::unpriced);
        require(
                unpriced == unpriced(),
                unpriced
                        ? "an attempt is unpriced, but the record is not"
                        : "the record is unpriced, but no attempt is");
        if (!unpriced) {
            requireSum(COST, attempts);
            requireSum(CHARGE, attempts);
        }
    }

    /** The amount that counts in budgets, in millionths of a dollar. */
    long chargeMicros() {
        return unpriced() ? 0 : number(CHARGE);
    }

    /** A whole number, at least 0. */
    long number(String column) {
        JsonNode value = row.path(column);
        if (value.isMissingNode() && OPTIONAL.contains(column)) {
            return 0;
        }
        require(value.isIntegralNumber() && value.canConvertToLong(), qualified(column) + " is missing");
        require(value.longValue() >= 0, qualified(column) + " is negative");
        return value.longValue();
    }

    /** The attempts that used something; others have no numbers. */
    private List<LineNumbers> attempts() {
        List<LineNumbers> attempts = new ArrayList<>();
        for (JsonNode attempt : row.path("attempts")) {
            String attemptName = "attempts[" + attempts.size() + "]";
            require(attempt.isObject(), attemptName + " is not an attempt");
            attempts.add(new LineNumbers(attemptName, attempt));
        }
        attempts.removeIf(LineNumbers::isEmpty);
        return attempts;
    }

    private boolean isEmpty() {
        return TOKENS.stream().noneMatch(row::has) && !row.has(COST) && !row.has(CHARGE) && !row.has(UsageRow.UNPRICED);
    }

    private void requireTotal() {
        TOKENS.forEach(this::number);
        long sum = number("prompt_tokens") + number("completion_tokens");
        require(
                number(TOTAL) == sum,
                qualified(TOTAL) + " is " + number(TOTAL) + ", but the sum of prompt and completion is " + sum);
        if (unpriced()) {
            require(
                    !row.has(COST) && !row.has(CHARGE),
                    (name.isEmpty() ? "the record" : name) + " is unpriced, but has a cost");
        } else {
            number(COST);
            number(CHARGE);
            require(row.path("price_version").isTextual(), qualified("price_version") + " is missing");
        }
    }

    private String qualified(String column) {
        return name.isEmpty() ? column : name + "." + column;
    }

    private boolean unpriced() {
        return row.path(UsageRow.UNPRICED).asBoolean();
    }

    private void requireSum(String column, List<LineNumbers> attempts) {
        long sum =
                attempts.stream().mapToLong(attempt -> attempt.number(column)).sum();
        require(number(column) == sum, column + " is " + number(column) + ", but the sum of its attempts is " + sum);
    }
}
