package dev.tollgate.metering;

import dev.tollgate.bill.Cost;
import dev.tollgate.bill.Markup;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceTable;
import dev.tollgate.bill.Tariff;
import dev.tollgate.bill.UsageType;
import dev.tollgate.limit.TokenEstimate;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.route.Target;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The maximum charge of a request, before anybody has counted its tokens. */
final class WorstCase {
    /** The longest completion if the request sets no limit: as much as the models of most providers can write. */
    static final int LONGEST_COMPLETION = 16_384;

    private final PriceTable prices;
    private final Tariff tariff;
    private final long prompt;
    private final long completion;

    WorstCase(PriceTable prices, ModelRequest request, Tariff tariff) {
        this.prices = prices;
        this.tariff = tariff;
        switch (request) {
            case ChatRequest chat -> {
                prompt = TokenEstimate.prompt(chat);
                completion = TokenEstimate.completion(chat, LONGEST_COMPLETION);
            }
            case EmbeddingRequest embedding -> {
                prompt = TokenEstimate.of(embedding);
                completion = 0;
            }
        }
    }

    /** Micro-dollars at the most expensive of these targets; targets without a price are left out. */
    long micros(List<Target> targets) {
        return targets.stream()
                .map(target -> prices.price(target.provider().name(), target.model()))
                .flatMap(Optional::stream)
                .mapToLong(this::micros)
                .max()
                .orElse(0);
    }

    private long micros(Price billed) {
        BigDecimal charge =
                switch (tariff) {
                    case Markup markup -> markup.on(exact(billed));
                    case Price charged -> exact(charged);
                };
        // Custom prices may make it larger than any budget can hold.
        return charge.setScale(0, RoundingMode.CEILING).min(Cost.MAX_MICROS).longValueExact();
    }

    /** At the most expensive hour and length, and however much of the prompt the provider writes to its cache. */
    private BigDecimal exact(Price price) {
        return highest(price, UsageType.INPUT, UsageType.CACHE_WRITE, UsageType.INPUT_IMAGE)
                .multiply(BigDecimal.valueOf(prompt))
                .add(highest(price, UsageType.OUTPUT, UsageType.REASONING, UsageType.OUTPUT_IMAGE)
                        .multiply(BigDecimal.valueOf(completion)))
                .add(highest(price, UsageType.PER_REQUEST).movePointRight(6));
    }

    private static BigDecimal highest(Price price, UsageType... usageTypes) {
        return Stream.of(usageTypes)
                .map(price::highest)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElse(BigDecimal.ZERO);
    }
}
