package dev.tollgate.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.Cost;
import dev.tollgate.bill.Markup;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceRates;
import dev.tollgate.bill.PriceTable;
import dev.tollgate.bill.PriceTables;
import dev.tollgate.bill.Tariff;
import dev.tollgate.bill.UsageType;
import dev.tollgate.fake.SampleRequests;
import dev.tollgate.limit.TokenEstimate;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Target;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The gateway reserves the charge for the longest answer of the most expensive target. */
class WorstCaseTest {
    private static final PriceTable PRICES =
            PriceTables.of(Map.of("p/cheap", price("1", "2"), "p/dear", price("10", "20")));
    private static final ChatRequest QUESTION = SampleRequests.of("What is a toll gate?");
    private static final long PROMPT = TokenEstimate.prompt(QUESTION);

    @Test
    void theDearestTargetCountsWithTheMarkup() {
        long cost = PROMPT * 10 + WorstCase.LONGEST_COMPLETION * 20L;
        assertThat(worstCase(Markup.NONE, "cheap", "dear")).isEqualTo(cost);
        assertThat(worstCase(new Markup(BigDecimal.TEN), "dear", "cheap")).isEqualTo((cost * 11 + 9) / 10);
    }

    @Test
    void aPriceOfOnesOwnCountsWhateverTheTargetsCost() {
        long charge = PROMPT * 3 + WorstCase.LONGEST_COMPLETION * 4L;
        assertThat(worstCase(price("3", "4"), "cheap", "dear")).isEqualTo(charge);
    }

    @Test
    void madeImagesCountWhereTheyAreDearer() {
        PriceRates rates = new PriceRates(Map.of(
                UsageType.INPUT,
                BigDecimal.ONE,
                UsageType.OUTPUT,
                BigDecimal.TWO,
                UsageType.OUTPUT_IMAGE,
                BigDecimal.TEN));
        assertThat(worstCase(new Price(rates, List.of()), "cheap"))
                .isEqualTo(PROMPT + WorstCase.LONGEST_COMPLETION * 10L);
    }

    @Test
    void whatNoBudgetHoldsIsNoBug() {
        BigDecimal most = new BigDecimal("1e18");
        assertThat(worstCase(Price.of(most, most), "cheap")).isEqualTo(Cost.MAX_MICROS.longValueExact());
    }

    @Test
    void whatHasNoPriceIsLeftOut() {
        assertThat(worstCase(Markup.NONE, "cheap", "unknown")).isEqualTo(worstCase(Markup.NONE, "cheap"));
        assertThat(worstCase(Markup.NONE, "unknown")).isZero();
        assertThat(worstCase(price("3", "4"), "unknown")).isZero();
    }

    private static long worstCase(Tariff tariff, String... models) {
        Provider provider = new Provider("p", "openai", URI.create("http://127.0.0.1"), null, null);
        List<Target> targets = List.of(models).stream()
                .map(model -> new Target(provider, model, DropPolicy.HINTS))
                .toList();
        return new WorstCase(PRICES, QUESTION, tariff).micros(targets);
    }

    private static Price price(String input, String output) {
        return Price.of(new BigDecimal(input), new BigDecimal(output));
    }
}
