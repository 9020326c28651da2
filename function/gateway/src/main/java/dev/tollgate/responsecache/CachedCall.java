package dev.tollgate.responsecache;

import dev.tollgate.bill.CacheStatus;
import dev.tollgate.bill.Cost;
import dev.tollgate.call.CacheDirectives.Mode;
import dev.tollgate.call.CallMetrics;
import dev.tollgate.call.ResponseSink;
import dev.tollgate.call.ResponseSink.CacheNote;
import dev.tollgate.metering.UsageMeter;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.process.JsonFootprint;
import dev.tollgate.process.MemoryLease;
import dev.tollgate.responsecache.RecordedResponse.Replay;
import dev.tollgate.responsecache.SingleFlight.Flight;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Serves one call: look up → (replay | wait | call → keep). */
final class CachedCall {
    private final ResponseStore store;
    private final TolerantStore tolerance;
    private final SingleFlight flights;
    private final Duration maxWait;
    private final Clock clock;
    private final CacheableCall call;
    private final RecordedResponse response;
    private final UsageMeter meter;
    private final CallMetrics metrics;
    private boolean claimed;

    /**
     * What all cached calls work with.
     *
     * @param maxWait how long a call waits for an equal one at most
     */
    record Services(
            ResponseStore store, TolerantStore tolerance, SingleFlight flights, Duration maxWait, Clock clock) {}

    CachedCall(Services services, CacheableCall call, RecordedResponse response, UsageMeter meter) {
        this.store = services.store();
        this.tolerance = services.tolerance();
        this.flights = services.flights();
        this.maxWait = services.maxWait();
        this.clock = services.clock();
        this.call = call;
        this.response = response;
        this.meter = meter;
        this.metrics = call.context().metrics();
    }

    void run(Runnable upstream) {
        if (call.context().cacheDirectives().mode() == Mode.REFRESH) {
            makeAnew(CacheStatus.REFRESH, upstream, _ -> {});
            return;
        }
        EqualCallWait wait = equalCallWait();
        Flight flight = flights.join(call.key());
        while (!flight.leads() && wait.await(flight.answer()) && mustBeMadeAgain(flight)) {
            flight = flights.join(call.key());
        }
        if (flight.leads()) {
            lead(flight, wait, upstream);
        } else if (!replay(accepted(flight.landed()))) {
            makeAnew(CacheStatus.MISS, upstream, _ -> {});
        }
    }

    /** Its client has left, or what it found is too old for this client: then one of those that want a younger answer makes it. */
    private boolean mustBeMadeAgain(Flight flight) {
        Optional<CacheEntry> landed = flight.landed();
        return flight.isAbandoned() || (landed.isPresent() && accepted(landed).isEmpty());
    }

    /** Whatever happens to this call, nobody waits for it longer than for its answer. */
    private void lead(Flight flight, EqualCallWait wait, Runnable upstream) {
        try {
            Optional<CacheEntry> found = accepted(lookUp(wait));
            if (found.isPresent()) {
                flights.land(flight, found);
            }
            if (!replay(found)) {
                makeAnew(CacheStatus.MISS, upstream, answer -> flights.land(flight, answer));
            }
        } catch (GatewayException failure) {
            if (failure.kind() == ErrorKind.CLIENT_GONE) {
                flights.abandon(flight);
            }
            throw failure;
        } finally {
            flights.land(flight, Optional.empty());
            release();
        }
    }

    private EqualCallWait equalCallWait() {
        Instant until = call.waitUntil(maxWait, clock.instant());
        return new EqualCallWait(response, metrics.waits(), until, clock);
    }

    /** The kept answer, if there is one or another gateway is making one. Without one, this call may have claimed its key. */
    private Optional<CacheEntry> lookUp(EqualCallWait wait) {
        do {
            Optional<CacheLookup> lookup = attempt(() -> Optional.of(store.find(call.key())));
            if (lookup.isEmpty()) {
                return Optional.empty();
            }
            switch (lookup.get()) {
                case CacheLookup.Found(CacheEntry entry) -> {
                    return Optional.of(entry);
                }
                case CacheLookup.Missing() -> {
                    Optional<Boolean> claim = attempt(() -> Optional.of(claim()));
                    claimed = claim.orElse(false);
                    if (claimed || claim.isEmpty()) {
                        return Optional.empty();
                    }
                }
                case CacheLookup.InProgress() -> {}
            }
        } while (wait.pause());
        return Optional.empty();
    }

    private boolean claim() {
        Instant until = call.claimedUntil(maxWait, clock.instant());
        return store.claim(call.key(), call.context().requestId(), until);
    }

    private Optional<CacheEntry> accepted(Optional<CacheEntry> found) {
        Instant now = clock.instant();
        return found.filter(entry -> call.accepts(entry, now));
    }

    /** Sends a kept answer, if there is one that can be read. */
    private boolean replay(Optional<CacheEntry> accepted) {
        return accepted.isPresent() && replay(accepted.get(), clock.instant());
    }

    private boolean replay(CacheEntry entry, Instant now) {
        try (MemoryLease memory = call.context().memory().part()) {
            memory.grow(JsonFootprint.ofReading(entry.answer().length)
                    + JsonFootprint.ofElements(entry.answer(), JsonCodec.MAX_ELEMENTS));
            Optional<Replay> replay = attempt(() -> Optional.of(response.read(entry.answer())));
            if (replay.isEmpty()) {
                return false;
            }
            metrics.cached(CacheStatus.HIT, costMicros(entry.billed().cost()));
            response.note(CacheNote.hit(entry.age(now)));
            ResponseSink.ResponseHead head =
                    meter.servedFromCache(entry.billed(), call.policy().chargeShare());
            replay.get().send(head, meter.chargeMicros());
            return true;
        }
    }

    private static @Nullable Long costMicros(Cost cost) {
        return switch (cost) {
            case Cost.Priced(long micros, long _, String _) -> micros;
            case Cost.Unpriced() -> null;
        };
    }

    /**
     * Makes the call, and keeps its answer if it may be given again.
     *
     * @param made gets the answer before it is written: others of this process need not wait for that
     */
    private void makeAnew(CacheStatus status, Runnable upstream, Consumer<Optional<CacheEntry>> made) {
        metrics.cached(status, null);
        response.note(CacheNote.of(status));
        response.record();
        upstream.run();
        Optional<CacheEntry> answer = answer();
        made.accept(answer);
        answer.ifPresent(this::keep);
    }

    private Optional<CacheEntry> answer() {
        Instant now = clock.instant();
        return response.recorded()
                .filter(bytes -> bytes.length <= call.policy().maxBytes())
                .flatMap(bytes -> meter.answered().map(billed -> call.entry(billed, bytes, now)));
    }

    private void keep(CacheEntry entry) {
        // An answer takes the place of the claim.
        claimed = attempt(() -> {
                    store.keep(call.key(), entry);
                    return Optional.of(false);
                })
                .orElse(claimed);
    }

    private void release() {
        if (claimed) {
            attempt(() -> {
                store.release(call.key(), call.context().requestId());
                return Optional.of(false);
            });
        }
    }

    /** Empty if the store, or what is in it, fails. */
    private <T> Optional<T> attempt(Supplier<Optional<T>> action) {
        return tolerance.orElse(Optional.empty(), action, metrics::cacheFailed);
    }
}
