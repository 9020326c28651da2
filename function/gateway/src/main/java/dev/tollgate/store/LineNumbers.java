package dev.tollgate.store;

import static dev.tollgate.store.UnwrittenLine.require;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The tokens and the cost of a line of the log, or of an attempt in it. A record is the sum of its attempts, and its
 * total that of prompt and completion: what is not has been changed on the way.
 *
 * @param name what messages call it; empty for the record itself
 */
record LineNumbers(String name, JsonNode row) {
    private static final String TOTAL = "total_tokens";
    private static final List<String> TOKENS = List.of(
            "prompt_tokens", "cached_tokens", "cache_write_tokens", "completion_tokens", "reasoning_tokens", TOTAL);
    private static final String COST = "cost_micros";
    private static final String CHARGE = "charge_micros";

    /** Throws IllegalArgumentException, which says what is wrong with them. */
    void requireSumOfAttempts() {
        requireTotal();
        require(row.path("attempts").isArray(), "attempts is no list");
        List<LineNumbers> attempts = attempts();
        attempts.forEach(LineNumbers::requireTotal);
        TOKENS.forEach(column -> requireSum(column, attempts));
        boolean unpriced = attempts.stream().anyMatch(LineNumbers::unpriced);
        require(
                unpriced == unpriced(),
                unpriced ? "an attempt is unpriced, and the record is not" : "it is unpriced, and no attempt is");
        if (!unpriced) {
            requireSum(COST, attempts);
            requireSum(CHARGE, attempts);
        }
    }

    /** What counts in budgets, in millionths of a dollar. */
    long chargeMicros() {
        return unpriced() ? 0 : number(CHARGE);
    }

    /** A whole number from 0. */
    long number(String column) {
        JsonNode value = row.path(column);
        require(value.isIntegralNumber() && value.canConvertToLong(), called(column) + " is not there");
        require(value.longValue() >= 0, called(column) + " is less than nothing");
        return value.longValue();
    }

    /** An attempt that used nothing has no numbers. */
    private List<LineNumbers> attempts() {
        List<LineNumbers> attempts = new ArrayList<>();
        for (JsonNode attempt : row.path("attempts")) {
            String attemptName = "attempts[" + attempts.size() + "]";
            require(attempt.isObject(), attemptName + " is no attempt");
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
        long parts = number("prompt_tokens") + number("completion_tokens");
        require(
                number(TOTAL) == parts,
                called(TOTAL) + " is " + number(TOTAL) + ", but prompt and completion are " + parts + " together");
        if (unpriced()) {
            require(
                    !row.has(COST) && !row.has(CHARGE),
                    (name.isEmpty() ? "it" : name) + " is unpriced, and has a cost");
        } else {
            number(COST);
            number(CHARGE);
            require(row.path("price_version").isTextual(), called("price_version") + " is not there");
        }
    }

    private String called(String column) {
        return name.isEmpty() ? column : name + "." + column;
    }

    private boolean unpriced() {
        return row.path(UsageRow.UNPRICED).asBoolean();
    }

    private void requireSum(String column, List<LineNumbers> attempts) {
        long sum =
                attempts.stream().mapToLong(attempt -> attempt.number(column)).sum();
        require(
                number(column) == sum,
                column + " is " + number(column) + ", but its attempts are " + sum + " together");
    }
}
