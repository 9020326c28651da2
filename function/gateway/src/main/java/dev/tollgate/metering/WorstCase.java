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
import dev.tollgate.openai.ServerToolUse;
import dev.tollgate.route.Target;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The maximum charge of a request, before anybody has counted its tokens. */
final class WorstCase {
    /** The longest completion if the request sets no limit: as much as the models of most providers can write. */
    static final int LONGEST_COMPLETION = 16_384;

    /** With this word, or with none, the provider chooses the tier. */
    private static final String ANY_TIER = "auto";

    private final PriceTable prices;
    private final Tariff tariff;
    private final long prompt;
    private final long completion;
    private final ServerToolUse tools;
    private final @Nullable String serviceTier;

    WorstCase(PriceTable prices, ModelRequest request, Tariff tariff) {
        this.prices = prices;
        this.tariff = tariff;
        switch (request) {
            case ChatRequest chat -> {
                tools = ServerToolBound.of(chat);
                prompt = TokenEstimate.prompt(chat) + tools.webSearches() * ServerToolBound.TOKENS_PER_SEARCH;
                completion = TokenEstimate.completion(chat, LONGEST_COMPLETION);
                serviceTier = serviceTier(chat);
            }
            case EmbeddingRequest embedding -> {
                tools = ServerToolUse.NONE;
                prompt = TokenEstimate.of(embedding);
                completion = 0;
                serviceTier = null;
            }
        }
    }

    private static @Nullable String serviceTier(ChatRequest chat) {
        String tier = chat.serviceTier();
        return ANY_TIER.equals(tier) ? null : tier;
    }

    /** Micro-dollars at the most expensive of these targets; targets without a price are left out. */
    long micros(List<Target> targets) {
        return targets.stream()
                .flatMap(target -> prices
                        .price(target.provider().name(), target.model())
                        .map(price -> micros(price, ProviderHost.of(target.provider())))
                        .stream())
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private long micros(Price billed, @Nullable String host) {
        BigDecimal charge =
                switch (tariff) {
                    case Markup markup -> markup.on(new Rates(billed, host).exact());
                    case Price charged -> new Rates(charged, host).exact();
                };
        // Custom prices may make it larger than any budget can hold.
        return charge.setScale(0, RoundingMode.CEILING).min(Cost.MAX_MICROS).longValueExact();
    }

    /** The rates of one price at one address. */
    private final class Rates {
        private final Price price;
        private final @Nullable String host;

        Rates(Price price, @Nullable String host) {
            this.price = price;
            this.host = host;
        }

        /** At the most expensive hour, length and tier, and however much of the prompt the provider writes to its cache. */
        BigDecimal exact() {
            return highest(UsageType.INPUT, UsageType.CACHE_WRITE, UsageType.CACHE_WRITE_1H, UsageType.INPUT_IMAGE)
                    .multiply(BigDecimal.valueOf(prompt))
                    .add(highest(UsageType.OUTPUT, UsageType.REASONING, UsageType.OUTPUT_IMAGE)
                            .multiply(BigDecimal.valueOf(completion)))
                    .add(pieces().movePointRight(6));
        }

        /** US dollars for the request itself and for the tools that the provider may run. */
        private BigDecimal pieces() {
            return highest(UsageType.PER_REQUEST)
                    .add(highest(UsageType.SEARCHED_REQUEST)
                            .multiply(BigDecimal.valueOf(Math.min(1, tools.webSearches()))))
                    .add(highest(UsageType.WEB_SEARCH).multiply(BigDecimal.valueOf(tools.webSearches())))
                    .add(highest(UsageType.CODE_EXECUTION).multiply(BigDecimal.valueOf(tools.codeExecutions())));
        }

        private BigDecimal highest(UsageType... usageTypes) {
            return Stream.of(usageTypes)
                    .map(usageType -> price.highest(usageType, host, serviceTier))
                    .flatMap(Optional::stream)
                    .max(Comparator.naturalOrder())
                    .orElse(BigDecimal.ZERO);
        }
    }
}
