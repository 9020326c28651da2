package dev.tollgate.responsecache;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceTables;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.call.CacheDirectives;
import dev.tollgate.call.CallContext;
import dev.tollgate.call.CallMetrics;
import dev.tollgate.fake.InMemoryUsageLedger;
import dev.tollgate.fake.SampleRequests;
import dev.tollgate.limit.InMemoryRateLimiter;
import dev.tollgate.limit.RateLimitKey;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.limit.RateReservation;
import dev.tollgate.metering.AcceptedMeters;
import dev.tollgate.metering.AttemptRecord;
import dev.tollgate.metering.AttemptUsage;
import dev.tollgate.metering.UsageMeter;
import dev.tollgate.openai.CachePolicy;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ChunkReplay;
import dev.tollgate.openai.Usage;
import dev.tollgate.process.MemoryBudget;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Target;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One call that the cache takes part in, with a provider that answers as a test wants. */
final class CachedCaller {
    /** A dollar per million tokens of both kinds: an answer of 10 + 5 tokens costs 15 micro-dollars. */
    private static final Price PRICE = Price.of(BigDecimal.ONE, BigDecimal.ONE);

    private static final Target TARGET =
            new Target(new Provider("p", "openai", null, null, null), "m", DropPolicy.NOTHING);

    final NotedChat client = new NotedChat();
    final CallMetrics metrics;
    private final CallContext<ChatRequest> context;
    private final RecordedChat response;
    private final InMemoryUsageLedger ledger = new InMemoryUsageLedger();
    private final UsageMeter meter;
    private final CachedCall call;
    private final Clock clock;

    CachedCaller(CachedCall.Services services, String requestId, CachePolicy policy, CacheDirectives directives) {
        this.clock = services.clock();
        this.metrics = new CallMetrics(requestId, clock.instant());
        this.context = new CallContext<>(
                requestId,
                clock.instant(),
                clock.instant().plus(Duration.ofMinutes(10)),
                ApiKey.builder("key", KeyHash.of("s")).build(),
                SampleRequests.of("Hi"),
                "",
                Optional.empty(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                directives,
                Optional.empty(),
                new MemoryBudget(Long.MAX_VALUE).lease(),
                Optional.empty(),
                metrics);
        this.response = new RecordedChat(requestId, client, clock);
        RateReservation unlimited =
                RateReservation.uncounted(RateLimitKey.ofKey("key", RateLimits.UNLIMITED), clock.instant());
        this.meter = AcceptedMeters.of(
                context,
                unlimited,
                new InMemoryRateLimiter(clock),
                new AcceptedMeters.Stores(ledger, PriceTables.of(Map.of("p/m", PRICE))),
                clock);
        this.call = new CachedCall(
                services, new CacheableCall(context, "alias", policy, new CacheKey("d")), response, meter);
    }

    /** Runs the call with a provider that does this. */
    void run(Runnable provider) {
        call.run(provider);
        metrics.completed();
    }

    /** Runs the call with a provider that answers this, and counts how often it is called. */
    CachedCaller run(AtomicInteger asked, ChatCompletion completion) {
        run(() -> {
            asked.incrementAndGet();
            answer(completion);
        });
        return this;
    }

    /** The provider answers. */
    void answer(ChatCompletion completion) {
        AttemptRecord attempt = meter.attemptStarted(TARGET, AttemptPurpose.RESPOND, clock.instant());
        meter.succeeded(attempt, new AttemptUsage(Usage.of(10, 5), false));
        ChunkReplay replay = new ChunkReplay(completion, context.requestId(), 7);
        response.begin(meter.head(attempt, List.of(), Duration.ZERO));
        replay.chunks().forEach(response::chunk);
        response.finish(completion, replay.usageChunk(Usage.of(10, 5)), meter.chargeMicros());
    }

    /** The record of the call, which has ended. */
    Settlement settlement() {
        meter.settle();
        return ledger.settled(context.requestId()).orElseThrow().settlement();
    }

    /** What the model said. */
    String text() {
        return client.completion.choices().getFirst().message().content();
    }
}
