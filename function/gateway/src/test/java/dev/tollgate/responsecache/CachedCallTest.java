package dev.tollgate.responsecache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tollgate.bill.BillableUsage;
import dev.tollgate.bill.BilledAnswer;
import dev.tollgate.bill.CacheStatus;
import dev.tollgate.bill.ContentUse;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.call.CacheDirectives;
import dev.tollgate.call.CacheDirectives.Mode;
import dev.tollgate.call.ResponseSink.CacheNote;
import dev.tollgate.fake.InMemoryResponseStore;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.AnswerCodec;
import dev.tollgate.openai.CachePolicy;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Usage;
import dev.tollgate.responsecache.SingleFlight.Flight;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class CachedCallTest {
    private static final CacheKey KEY = new CacheKey("d");
    private static final Duration TTL = Duration.ofHours(1);
    private static final Duration MAX_WAIT = Duration.ofSeconds(20);

    private final SteppingClock clock = new SteppingClock();
    private final InMemoryResponseStore store = new InMemoryResponseStore(clock);
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();

    /** Those of one gateway; another one has others, and the same store. */
    private final CachedCall.Services services = gateway();

    @Test
    void theSecondOfTwoEqualCallsGetsTheFirstOnesAnswer() {
        CachedCaller first = caller().run(asked, SampleAnswers.says("Hello"));
        clock.pass(Duration.ofSeconds(90));
        CachedCaller second = caller().run(asked, SampleAnswers.says("Goodbye"));

        assertThat(asked).hasValue(1);
        assertThat(first.client.head.cache()).contains(CacheNote.of(CacheStatus.MISS));
        assertThat(second.client.head.cache()).contains(CacheNote.hit(Duration.ofSeconds(90)));
        assertThat(second.text()).isEqualTo("Hello");
        assertThat(second.client.folded()).isEqualTo(second.client.completion);
        assertThat(second.client.completion.id()).isEqualTo("chatcmpl-r2");
        assertThat(second.client.usageChunk.usage()).isEqualTo(Usage.of(10, 5));
        assertThat(second.client.head.provider()).isEqualTo("p");
        assertThat(second.client.head.attempts()).isEmpty();
    }

    @Test
    void aHitUsesNothingSaysWhatItSavedAndIsChargedAShare() {
        Settlement miss = caller().run(asked, SampleAnswers.says("Hello")).settlement();
        CachedCaller second =
                caller(policy(1_000_000, "0.5"), CacheDirectives.NONE).run(asked, SampleAnswers.says("Hello"));
        Settlement hit = second.settlement();

        assertThat(miss.cost()).isEqualTo(new Cost.Priced(15, "own"));
        assertThat(miss.content()).isEqualTo(ContentUse.NONE.with(CacheStatus.MISS, null));
        assertThat(hit.cost()).isEqualTo(new Cost.Priced(0, 8, "own"));
        assertThat(hit.usage()).isEqualTo(Usage.NONE);
        assertThat(hit.attempts()).isEmpty();
        assertThat(hit.provider() + "/" + hit.model()).isEqualTo("p/m");
        assertThat(hit.content()).isEqualTo(ContentUse.NONE.with(CacheStatus.HIT, 15L));
        assertThat(second.client.chargeMicros).hasValue(8);
    }

    @Test
    void afterItsTimeAnAnswerIsMadeAnew() {
        caller().run(asked, SampleAnswers.says("Hello"));
        clock.pass(TTL);

        assertThat(caller().run(asked, SampleAnswers.says("Goodbye")).text()).isEqualTo("Goodbye");
        assertThat(asked).hasValue(2);
    }

    @Test
    void whoWantsAYoungerAnswerGetsANewOne() {
        caller().run(asked, SampleAnswers.says("Hello"));
        clock.pass(Duration.ofSeconds(61));
        CacheDirectives minute = new CacheDirectives(Mode.USE, Optional.of(Duration.ofMinutes(1)));

        assertThat(caller(policy(1_000_000, "0"), minute)
                        .run(asked, SampleAnswers.says("Newer"))
                        .text())
                .isEqualTo("Newer");
        assertThat(caller().run(asked, SampleAnswers.says("Newest")).text()).isEqualTo("Newer");
    }

    /** Some find it themselves, and others get it from one that takes it. */
    @Test
    void ofManyWhoWantAYoungerAnswerOneMakesIt() throws Exception {
        caller().run(asked, SampleAnswers.says("Hello"));
        clock.pass(Duration.ofSeconds(61));
        CacheDirectives minute = new CacheDirectives(Mode.USE, Optional.of(Duration.ofMinutes(1)));
        List<CachedCaller> callers = Stream.generate(() -> caller(policy(1_000_000, "0"), minute))
                .limit(8)
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<CachedCaller> done : threads.invokeAll(callers.stream()
                    .<Callable<CachedCaller>>map(caller -> () -> caller.run(asked, SampleAnswers.says("Newer")))
                    .toList())) {
                assertThat(done.get().text()).isEqualTo("Newer");
            }
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void whoIsHandedAnAnswerThatIsTooOldWaitsForAYoungerOne() throws Exception {
        CacheDirectives minute = new CacheDirectives(Mode.USE, Optional.of(Duration.ofMinutes(1)));
        CacheEntry old = entry("Old");
        clock.pass(Duration.ofSeconds(61));
        Flight leading = services.flights().join(KEY);
        CachedCaller caller = caller(policy(1_000_000, "0"), minute);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> caller.run(asked, SampleAnswers.says("Newer")));
            services.flights().land(leading, Optional.of(old));
            waiting.get();
        }
        assertThat(caller.text()).isEqualTo("Newer");
        assertThat(store.entries()).as("made by the leader of another flight").hasSize(1);
    }

    @Test
    void aRefreshReplacesWhatIsKept() {
        caller().run(asked, SampleAnswers.says("Hello"));
        CacheDirectives refresh = new CacheDirectives(Mode.REFRESH, Optional.empty());
        CachedCaller refreshed = caller(policy(1_000_000, "0"), refresh).run(asked, SampleAnswers.says("Newer"));

        assertThat(refreshed.client.head.cache()).contains(CacheNote.of(CacheStatus.REFRESH));
        assertThat(caller().run(asked, SampleAnswers.says("Newest")).text()).isEqualTo("Newer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"length", "content_filter", "error", "eos"})
    void whatIsCutOrFilteredIsNotKeptAndNobodyWaitsForIt(String finishReason) {
        caller().run(asked, SampleAnswers.says("Hel", finishReason));

        assertThat(store.entries()).isEmpty();
        assertThat(store.claims()).isZero();
        caller().run(asked, SampleAnswers.says("Hello"));
        assertThat(asked).hasValue(2);
    }

    @Test
    void whatIsTooLargeIsNotKept() {
        caller(policy(100, "0"), CacheDirectives.NONE).run(asked, SampleAnswers.says("Hello"));

        assertThat(store.entries()).isEmpty();
        assertThat(store.claims()).isZero();
    }

    @Test
    void anotherGatewaysCallIsWaitedFor() throws Exception {
        store.claim(KEY, "other", clock.instant().plus(MAX_WAIT));
        CachedCaller caller = caller();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> caller.run(asked, SampleAnswers.says("Mine")));
            store.keep(KEY, entry("Theirs"));
            waiting.get();
        }
        assertThat(caller.text()).isEqualTo("Theirs");
        assertThat(asked).hasValue(0);
    }

    @Test
    void aClaimThatIsGivenUpIsTakenOver() throws Exception {
        store.claim(KEY, "other", clock.instant().plus(MAX_WAIT));
        CachedCaller caller = caller();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> caller.run(asked, SampleAnswers.says("Mine")));
            store.release(KEY, "other");
            waiting.get();
        }
        assertThat(caller.text()).isEqualTo("Mine");
        assertThat(store.entries()).hasSize(1);
    }

    @Test
    void aCallThatTakesTooLongIsNotWaitedForAnyLonger() throws Exception {
        store.claim(KEY, "other", clock.instant().plus(Duration.ofHours(1)));
        CachedCaller caller = caller();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> caller.run(asked, SampleAnswers.says("Mine")));
            await().until(() -> store.looks() > 1);
            clock.pass(MAX_WAIT);
            waiting.get();
        }
        assertThat(caller.text()).isEqualTo("Mine");
    }

    @Test
    void aClientThatLeavesEndsItsCall() {
        store.claim(KEY, "other", clock.instant().plus(MAX_WAIT));
        CachedCaller caller = caller();
        CompletableFuture<Void> waiting =
                CompletableFuture.runAsync(() -> caller.run(asked, SampleAnswers.says("Mine")));
        await().until(() -> {
            caller.client.leave();
            return waiting.isDone();
        });

        assertThat(waiting.exceptionNow())
                .isInstanceOfSatisfying(GatewayException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(ErrorKind.CLIENT_GONE));
        assertThat(asked).hasValue(0);
    }

    @Test
    void aStoreThatFailsIsAnEmptyOne() {
        store.down(true);
        CachedCaller caller = caller().run(asked, SampleAnswers.says("Hello"));

        assertThat(caller.text()).isEqualTo("Hello");
        assertThat(caller.client.head.cache()).contains(CacheNote.of(CacheStatus.MISS));
        assertThat(caller.metrics.report(clock.instant()).cacheFailures()).isEqualTo(2);
    }

    @Test
    void anAnswerThatCannotBeReadIsNone() {
        CacheEntry readable = entry("Hello");
        store.keep(
                KEY,
                new CacheEntry(
                        "r", "a", "k", readable.createdAt(), readable.expiresAt(), readable.billed(), new byte[] {'{'
                        }));
        CachedCaller caller = caller().run(asked, SampleAnswers.says("Anew"));

        assertThat(caller.text()).isEqualTo("Anew");
        assertThat(caller.metrics.report(clock.instant()).cacheFailures()).isEqualTo(1);
    }

    private CachedCall.Services gateway() {
        return new CachedCall.Services(store, new TolerantStore(clock), new SingleFlight(), MAX_WAIT, clock);
    }

    private CachedCaller caller() {
        return caller(policy(1_000_000, "0"), CacheDirectives.NONE);
    }

    private CachedCaller caller(CachePolicy policy, CacheDirectives directives) {
        return new CachedCaller(services, "r" + requests.incrementAndGet(), policy, directives);
    }

    private static CachePolicy policy(int maxBytes, String share) {
        return new CachePolicy(TTL.toSeconds(), CachePolicy.Scope.KEY, maxBytes, new BigDecimal(share), null);
    }

    private CacheEntry entry(String text) {
        BillableUsage usage = BillableUsage.of(Usage.of(10, 5), clock.instant());
        BilledAnswer billed = new BilledAnswer("p", "m", usage, new Cost.Priced(15, "own"));
        return new CacheEntry(
                "other",
                "alias",
                "key",
                clock.instant(),
                clock.instant().plus(TTL),
                billed,
                AnswerCodec.write(SampleAnswers.says(text)));
    }
}
