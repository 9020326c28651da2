package dev.tollgate.histories;

import java.math.BigDecimal;
import java.util.List;

/**
 * What one model costs, and how its provider calculates a bill: in whole numbers, and without the gateway's prices.
 *
 * @param large in force for prompts above so many tokens
 * @param flex in force in the cheaper tier, whatever the length
 * @param pieces what is not billed by tokens
 * @param usPercent of the price of tokens, where the model runs in the United States only
 */
record ModelTariff(Rates usual, Rates large, long above, Rates flex, Pieces pieces, long usPercent) {
    /** Of a micro-dollar: the unit of exact bills. */
    private static final long UNITS = 100_000;

    /**
     * Prices in whole micro-dollars.
     *
     * @param request for the attempt itself
     * @param search for each search
     */
    record Pieces(long request, long search) {}

    /** Thousandths of a micro-dollar per token, or dollars per 1,000 million tokens. */
    record Rates(long text, long cached, long stored, long kept, long heard, long written, long thought, long spoken) {

        /** What is read from the cache is never dearer than what is not, or the worst case would not be the worst. */
        static Rates any(SeededChance dice) {
            int text = dice.between(1, 9_999);
            return new Rates(
                    text,
                    dice.between(0, text),
                    dice.between(1, 12_000),
                    dice.between(1, 20_000),
                    dice.between(1, 60_000),
                    dice.between(1, 40_000),
                    dice.between(1, 50_000),
                    dice.between(1, 90_000));
        }

        private long thousandths(ReportedUsage reported) {
            return reported.text() * text
                    + reported.cached() * cached
                    + reported.stored() * stored
                    + reported.kept() * kept
                    + reported.heard() * heard
                    + reported.written() * written
                    + reported.thought() * thought
                    + reported.spoken() * spoken;
        }

        private String yaml() {
            return "input: %s, cached_input: %s, cache_write: %s, cache_write_1h: %s, input_audio: %s, output: %s, reasoning: %s, output_audio: %s"
                    .formatted(List.of(text, cached, stored, kept, heard, written, thought, spoken).stream()
                            .map(rate -> BigDecimal.valueOf(rate, 3).toPlainString())
                            .toArray());
        }
    }

    static ModelTariff any(SeededChance dice) {
        return new ModelTariff(
                Rates.any(dice),
                Rates.any(dice),
                dice.between(20, 200),
                Rates.any(dice),
                new Pieces(dice.percent(30) ? dice.between(1, 900) : 0, dice.between(0, 12_000)),
                dice.between(100, 130));
    }

    /** What an attempt costs, before anything is rounded. */
    private long exact(ReportedUsage reported) {
        Rates rates = reported.served().flex() ? flex : reported.prompt() > above ? large : usual;
        return rates.thousandths(reported) * (reported.served().us() ? usPercent : 100)
                + (pieces.request() + reported.searches() * pieces.search()) * UNITS;
    }

    /** What the provider bills for it: whole micro-dollars, half up. */
    long bill(ReportedUsage reported) {
        return (exact(reported) + UNITS / 2) / UNITS;
    }

    /** What is charged for it with a mark-up in thousandths: rounded once, from what is exact. */
    long charge(ReportedUsage reported, long markup) {
        return (exact(reported) * (1_000 + markup) + 500 * UNITS) / (1_000 * UNITS);
    }

    String yaml() {
        return "{ %s, per_request: %s, web_search: %s, cases: [ { above: %d, %s }, { service_tier: flex, %s }, { reported: { inference_geo: us }, times: %s } ] }"
                .formatted(
                        usual.yaml(),
                        dollars(pieces.request()),
                        dollars(pieces.search()),
                        above,
                        large.yaml(),
                        flex.yaml(),
                        BigDecimal.valueOf(usPercent, 2).toPlainString());
    }

    private static String dollars(long micros) {
        return BigDecimal.valueOf(micros, 6).toPlainString();
    }
}
