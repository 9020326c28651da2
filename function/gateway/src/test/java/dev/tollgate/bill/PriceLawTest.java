package dev.tollgate.bill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.Usage;
import dev.tollgate.openai.Usage.CompletionDetails;
import dev.tollgate.openai.Usage.PromptDetails;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Checks what holds for every price and usage, with and without a mark-up. */
final class PriceLawTest {
    private static final int TRIES = 500;
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private Random random;
    private Markup markup;

    @RepeatedTest(TRIES)
    void moreTokensNeverCostLess(RepetitionInfo repetition) {
        draw(repetition);
        Price price = price();
        Counts counts = counts();
        Cost.Priced before = cost(price, counts);
        assertThat(before.micros()).isNotNegative();
        assertThat(before.chargeMicros()).isGreaterThanOrEqualTo(before.micros());
        // More text only: reasoning or audio may be cheaper than the text that it replaces.
        for (Counts more :
                List.of(counts.withPrompt(random.nextInt(1_000)), counts.withCompletion(random.nextInt(1_000)))) {
            assertThat(cost(price, more).micros()).isGreaterThanOrEqualTo(before.micros());
            assertThat(cost(price, more).chargeMicros()).isGreaterThanOrEqualTo(before.chargeMicros());
        }
    }

    @RepeatedTest(TRIES)
    void aCacheHitNeverCostsMoreThanAMiss(RepetitionInfo repetition) {
        draw(repetition);
        Price price = price();
        Counts hit = counts();
        Counts miss = new Counts(hit.prompt(), 0, hit.written(), hit.audio(), hit.completion(), hit.reasoning());
        assertThat(cost(price, hit).micros())
                .isLessThanOrEqualTo(cost(price, miss).micros());
    }

    @RepeatedTest(TRIES)
    void theSumOfAttemptsIsTheRecord(RepetitionInfo repetition) {
        draw(repetition);
        List<Cost.Priced> attempts = Stream.generate(() -> cost(price(), counts()))
                .limit(1 + random.nextInt(5))
                .toList();
        Cost sum = attempts.stream().map(Cost.class::cast).reduce(Cost.Priced.NOTHING, Cost::plus);
        assertThat(sum)
                .isEqualTo(new Cost.Priced(
                        attempts.stream().mapToLong(Cost.Priced::micros).sum(),
                        attempts.stream().mapToLong(Cost.Priced::chargeMicros).sum(),
                        "v"));
    }

    @RepeatedTest(TRIES)
    void eachTokenIsCountedOnce(RepetitionInfo repetition) {
        draw(repetition);
        Usage usage = counts().usage();
        Map<UsageType, Long> quantities = BillableUsage.of(usage, NOON).quantities();
        assertThat(quantities.values()).allMatch(quantity -> quantity > 0);
        assertThat(quantities.values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(usage.totalTokens() + 1);
    }

    private void draw(RepetitionInfo repetition) {
        random = new Random(repetition.getCurrentRepetition());
        markup = new Markup(amount(30));
    }

    /** Like all real prices: cheaper for cached tokens, more expensive for long prompts. */
    private Price price() {
        Map<UsageType, BigDecimal> rates = new EnumMap<>(UsageType.class);
        Map<UsageType, BigDecimal> above = new EnumMap<>(UsageType.class);
        for (UsageType usageType : List.of(UsageType.INPUT, UsageType.OUTPUT)) {
            rates.put(usageType, amount(100));
            above.put(usageType, rates.get(usageType).add(amount(100)));
        }
        rates.put(UsageType.CACHED_INPUT, rates.get(UsageType.INPUT).multiply(amount(1)));
        for (UsageType usageType : List.of(UsageType.CACHE_WRITE, UsageType.CACHE_WRITE_1H, UsageType.INPUT_AUDIO)) {
            if (random.nextBoolean()) {
                rates.put(usageType, above.get(UsageType.INPUT).add(amount(100)));
            }
        }
        if (random.nextBoolean()) {
            rates.put(UsageType.PER_REQUEST, amount(1));
        }
        List<ConditionalPrice> cases = new ArrayList<>();
        if (random.nextBoolean()) {
            cases.add(new ConditionalPrice(1L + random.nextInt(2_000), null, null, new PriceRates(above)));
        }
        return new Price(new PriceRates(rates), cases);
    }

    private BigDecimal amount(int max) {
        return BigDecimal.valueOf(random.nextInt(max * 10_000 + 1), 4);
    }

    private Counts counts() {
        int prompt = random.nextInt(2_000);
        int completion = random.nextInt(2_000);
        int cached = random.nextInt(prompt + 1);
        return new Counts(
                prompt,
                cached,
                random.nextInt(prompt - cached + 1),
                random.nextBoolean() ? 0 : random.nextInt(2_000),
                completion,
                random.nextInt(completion + 1));
    }

    private Cost.Priced cost(Price price, Counts counts) {
        BigDecimal exact =
                price.exactMicros(BillableUsage.of(counts.usage(), NOON)).orElseThrow();
        return (Cost.Priced) Cost.of(exact, markup.on(exact), "v");
    }

    private record Counts(long prompt, long cached, long written, long audio, long completion, long reasoning) {
        Counts withPrompt(long more) {
            return new Counts(prompt + more, cached, written, audio, completion, reasoning);
        }

        Counts withCompletion(long more) {
            return new Counts(prompt, cached, written, audio, completion + more, reasoning);
        }

        Usage usage() {
            return new Usage(
                    prompt,
                    completion,
                    prompt + completion,
                    new PromptDetails(cached, written, written / 3, audio, null),
                    new CompletionDetails(reasoning, null, null, null, null),
                    null);
        }
    }
}
