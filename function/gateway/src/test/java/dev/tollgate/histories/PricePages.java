package dev.tollgate.histories;

import dev.tollgate.histories.ModelTariff.Pieces;
import dev.tollgate.histories.ModelTariff.Rates;
import java.util.Map;

/**
 * What providers bill for real models, copied by hand from their price pages: the gateway's list must come to the same.
 *
 * <p>Anthropic: https://platform.claude.com/docs/en/about-claude/pricing; OpenAI:
 * https://developers.openai.com/api/docs/pricing; both as of 23 September 2026. In thousandths of a micro-dollar per token,
 * which are dollars per 1,000 million.
 */
final class PricePages {
    private static final Pieces NO_PIECES = new Pieces(0, 0);

    /** $10 per 1,000 searches, at either. */
    private static final Pieces SEARCHES = new Pieces(0, 10_000);

    /** Beyond what a history sends. */
    private static final long NEVER = 200_000;

    /** By {@code provider/model}. */
    static final Map<String, ModelTariff> ALL = Map.of(
            "anthropic/claude-opus-5",
            // $5, hit $0.50, write $6.25 and $10, $25; United States only: 1.1 times.
            plain(new Rates(5_000, 500, 6_250, 10_000, 5_000, 25_000, 25_000, 25_000), SEARCHES, 110),
            "anthropic/claude-sonnet-4-5",
            // $3, hit $0.30, write $3.75 and $6, $15; older than the choice of a region.
            plain(new Rates(3_000, 300, 3_750, 6_000, 3_000, 15_000, 15_000, 15_000), SEARCHES, 100),
            "openai/gpt-5.5",
            // $5, cached $0.50, $30; flex: half.
            new ModelTariff(
                    new Rates(5_000, 500, 5_000, 5_000, 5_000, 30_000, 30_000, 30_000),
                    new Rates(10_000, 1_000, 10_000, 10_000, 10_000, 45_000, 45_000, 45_000),
                    271_999,
                    new Rates(2_500, 250, 2_500, 2_500, 2_500, 15_000, 15_000, 15_000),
                    SEARCHES,
                    100),
            "openai/gpt-audio",
            // Text $2.50 and $10, audio $32 and $64.
            plain(new Rates(2_500, 2_500, 2_500, 2_500, 32_000, 10_000, 10_000, 64_000), NO_PIECES, 100),
            "openai/text-embedding-3-small",
            // $0.02.
            plain(new Rates(20, 20, 20, 20, 20, 0, 0, 0), NO_PIECES, 100));

    private PricePages() {}

    private static ModelTariff plain(Rates rates, Pieces pieces, long usPercent) {
        return new ModelTariff(rates, rates, NEVER, rates, pieces, usPercent);
    }
}
