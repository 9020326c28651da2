package dev.tollgate.metering;

import dev.tollgate.bill.Cost;
import dev.tollgate.bill.Markup;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceTable;
import dev.tollgate.bill.Tariff;
import dev.tollgate.bill.UsageType;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.limit.MediaBound;
import dev.tollgate.limit.PromptBound;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.openai.MediaUse;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.openai.ServerToolUse;
import dev.tollgate.route.Target;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The maximum charge of a request, before anybody has counted its tokens. */
final class WorstCase {
    /** Without one of these words, the provider chooses the tier. With another word, such as {@code auto} or {@code PRIORITY}, nobody knows what the provider makes of it. */
    private static final Set<String> TIERS = Set.of("default", "flex", "priority", "fast");

    private final PriceTable prices;
    private final Tariff tariff;
    private final PromptBound prompt;
    private final CompletionBound completion;
    private final ServerToolUse tools;
    private final MediaUse media;
    private final @Nullable String serviceTier;

    /** The worst case of a request that goes out as it is. */
    WorstCase(PriceTable prices, ModelRequest request, Tariff tariff, GatewayConfig.Budget config) {
        this(prices, request, Optional.empty(), tariff, config);
    }

    /**
     * The worst case of a request.
     *
     * @param sent the same request in the words of another API, if it may go out like that
     */
    WorstCase(
            PriceTable prices,
            ModelRequest request,
            Optional<NativeRequest> sent,
            Tariff tariff,
            GatewayConfig.Budget config) {
        this.prices = prices;
        this.tariff = tariff;
        this.prompt = PromptBound.of(request, sent);
        switch (request) {
            case ChatRequest chat -> {
                tools = ServerToolBound.of(chat, sent);
                completion = CompletionBound.of(chat, config.completionTokens(), config.leastCompletionTokens());
                media = MediaUse.NONE;
                serviceTier = serviceTier(chat);
            }
            case EmbeddingRequest _ -> {
                tools = ServerToolUse.NONE;
                completion = CompletionBound.NONE;
                media = MediaUse.NONE;
                serviceTier = null;
            }
            case MediaRequest mediaRequest -> {
                MediaBound bound = MediaBound.of(mediaRequest);
                tools = ServerToolUse.NONE;
                completion = CompletionBound.fixed(bound.completionTokens());
                media = bound.use();
                serviceTier = null;
            }
        }
    }

    private WorstCase(WorstCase other, CompletionBound completion) {
        this.prices = other.prices;
        this.tariff = other.tariff;
        this.prompt = other.prompt;
        this.tools = other.tools;
        this.media = other.media;
        this.serviceTier = other.serviceTier;
        this.completion = completion;
    }

    /** The same request with a completion of half the length; empty if its length is the caller's. */
    Optional<WorstCase> withHalfTheCompletion() {
        return completion.half().map(half -> new WorstCase(this, half));
    }

    /** The limit of tokens per choice that a target must get, so that this is its maximum; empty if it needs none. */
    OptionalInt completionLimit(Target target) {
        return completion.limit(target);
    }

    private static @Nullable String serviceTier(ChatRequest chat) {
        String tier = chat.serviceTier();
        return tier != null && TIERS.contains(tier) ? tier : null;
    }

    /** Micro-dollars at the most expensive of these targets; targets without a price are left out. */
    long micros(List<Target> targets) {
        return targets.stream()
                .flatMap(target ->
                        prices
                                .price(target.provider().name(), target.model())
                                .map(price -> micros(price, target))
                                .stream())
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private long micros(Price billed, Target target) {
        BigDecimal charge =
                switch (tariff) {
                    case Markup markup -> markup.on(new Rates(billed, target).exact());
                    case Price charged -> new Rates(charged, target).exact();
                };
        // Custom prices may make it larger than any budget can hold.
        return charge.setScale(0, RoundingMode.CEILING).min(Cost.MAX_MICROS).longValueExact();
    }

    private OptionalInt context(Target target) {
        Integer configured = target.provider().traits(target.model()).context();
        return configured == null
                ? prices.contextWindow(target.provider().name(), target.model())
                : OptionalInt.of(configured);
    }

    /** The rates of one price at one target. */
    private final class Rates {
        private final Price price;
        private final Target target;
        private final @Nullable String host;

        Rates(Price price, Target target) {
            this.price = price;
            this.target = target;
            this.host = ProviderHost.of(target.provider());
        }

        /** At the most expensive hour, length and tier, and however much of the prompt the provider writes to its cache. */
        BigDecimal exact() {
            PromptBound.Tokens read = prompt.at(target.model(), context(target));
            long searches = tools.webSearches() + tools.fileSearches() + tools.mapSearches();
            long found = searches * ServerToolBound.TOKENS_PER_SEARCH;
            long written = completion.tokens(target) + completion.choices() * prompt.predicted();
            BigDecimal perText =
                    highest(UsageType.INPUT, UsageType.CACHE_WRITE, UsageType.CACHE_WRITE_1H, UsageType.INPUT_IMAGE);
            BigDecimal perWritten =
                    highest(UsageType.OUTPUT, UsageType.REASONING, UsageType.OUTPUT_IMAGE, UsageType.OUTPUT_AUDIO);
            return perText.multiply(BigDecimal.valueOf(read.text() + found))
                    .add(perText.max(highest(UsageType.INPUT_AUDIO)).multiply(BigDecimal.valueOf(read.audio())))
                    .add(perWritten.multiply(BigDecimal.valueOf(written)))
                    .add(pieces().movePointRight(6));
        }

        /** US dollars for the request itself, for what is not counted in tokens, and for tools that the provider may run. */
        private BigDecimal pieces() {
            return highest(UsageType.PER_REQUEST)
                    .add(pieces(UsageType.IMAGE, media.images()))
                    .add(pieces(UsageType.AUDIO_SECOND, media.audioSeconds()))
                    .add(pieces(UsageType.CHARACTER, media.characters()))
                    .add(pieces(UsageType.SEARCH, media.searches()))
                    .add(highest(UsageType.SEARCHED_REQUEST)
                            .multiply(BigDecimal.valueOf(Math.min(1, tools.webSearches()))))
                    .add(pieces(UsageType.WEB_SEARCH, tools.webSearches()))
                    .add(pieces(UsageType.CODE_EXECUTION, tools.codeExecutions()))
                    .add(pieces(UsageType.FILE_SEARCH, tools.fileSearches()))
                    .add(pieces(UsageType.MAPS_REQUEST, Math.min(1, tools.mapSearches())))
                    .add(pieces(UsageType.TOOL_IMAGE, tools.images()));
        }

        private BigDecimal pieces(UsageType usageType, long count) {
            return highest(usageType).multiply(BigDecimal.valueOf(count));
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
