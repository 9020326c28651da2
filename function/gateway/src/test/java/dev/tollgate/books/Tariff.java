package dev.tollgate.books;

import java.math.BigDecimal;
import java.util.List;

/**
 * What one model costs, and how its provider calculates a bill: in whole numbers, and without the gateway's prices.
 *
 * @param large in force for prompts above so many tokens
 * @param flex in force in the cheaper tier, whatever the length
 * @param requestMicros for the attempt itself
 */
record Tariff(Rates usual, Rates large, long above, Rates flex, long requestMicros) {

    /** Thousandths of a micro-dollar per token, or dollars per 1,000 million tokens. */
    record Rates(long text, long cached, long stored, long heard, long written, long thought, long spoken) {

        /** What is read from the cache is never dearer than what is not, or the worst case would not be the worst. */
        static Rates any(Dice dice) {
            int text = dice.between(1, 9_999);
            return new Rates(
                    text,
                    dice.between(0, text),
                    dice.between(1, 12_000),
                    dice.between(1, 60_000),
                    dice.between(1, 40_000),
                    dice.between(1, 50_000),
                    dice.between(1, 90_000));
        }

        private long thousandths(Told told) {
            return told.text() * text
                    + told.cached() * cached
                    + told.stored() * stored
                    + told.heard() * heard
                    + told.written() * written
                    + told.thought() * thought
                    + told.spoken() * spoken;
        }

        private String yaml() {
            return "input: %s, cached_input: %s, cache_write: %s, input_audio: %s, output: %s, reasoning: %s, output_audio: %s"
                    .formatted(List.of(text, cached, stored, heard, written, thought, spoken).stream()
                            .map(rate -> BigDecimal.valueOf(rate, 3).toPlainString())
                            .toArray());
        }
    }

    static Tariff any(Dice dice) {
        return new Tariff(
                Rates.any(dice),
                Rates.any(dice),
                dice.between(20, 200),
                Rates.any(dice),
                dice.percent(30) ? dice.between(1, 900) : 0);
    }

    /** What an attempt costs, before anything is rounded: in thousandths of a micro-dollar. */
    long thousandths(Told told) {
        Rates rates = told.flex() ? flex : told.prompt() > above ? large : usual;
        return rates.thousandths(told) + requestMicros * 1_000;
    }

    /** What the provider bills for it: whole micro-dollars, half up. */
    long bill(Told told) {
        return (thousandths(told) + 500) / 1_000;
    }

    /** What is charged for it with a mark-up in thousandths: rounded once, from what is exact. */
    long charge(Told told, long markup) {
        return (thousandths(told) * (1_000 + markup) + 500_000) / 1_000_000;
    }

    String yaml() {
        return "{ %s, per_request: %s, cases: [ { above: %d, %s }, { service_tier: flex, %s } ] }"
                .formatted(
                        usual.yaml(),
                        BigDecimal.valueOf(requestMicros, 6).toPlainString(),
                        above,
                        large.yaml(),
                        flex.yaml());
    }
}
