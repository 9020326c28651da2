package dev.tollgate.responsecache;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;

/** The keys for which this process is making an answer: of equal requests at once, one does, and the others wait for it. */
final class SingleFlight {
    private final Map<CacheKey, CompletableFuture<Optional<CacheEntry>>> answers = new ConcurrentHashMap<>();

    /**
     * One request's part in making an answer.
     *
     * @param answer completes for everyone; empty if there is no answer that may be given again
     * @param leads whether this request makes it: then it must {@link #land}, whatever happens
     */
    record Flight(CacheKey key, CompletableFuture<Optional<CacheEntry>> answer, boolean leads) {

        /** Whether the request that made the answer has ended before it had one: another must take its place. */
        boolean isAbandoned() {
            return answer.isCancelled();
        }

        /** The answer, if there is one by now that may be given again. */
        Optional<CacheEntry> landed() {
            return answer.state() == Future.State.SUCCESS ? answer.resultNow() : Optional.empty();
        }
    }

    /** Joins the request that is making an answer for this key, or becomes that request. */
    Flight join(CacheKey key) {
        CompletableFuture<Optional<CacheEntry>> own = new CompletableFuture<>();
        CompletableFuture<Optional<CacheEntry>> others = answers.putIfAbsent(key, own);
        return others == null ? new Flight(key, own, true) : new Flight(key, others, false);
    }

    /** Ends the wait of all who have joined this request. Only the first call has an effect. */
    void land(Flight flight, Optional<CacheEntry> entry) {
        answers.remove(flight.key(), flight.answer());
        flight.answer().complete(entry);
    }

    /** Ends a request that nobody else should wait for, and none of the others should suffer from: its client has disconnected. */
    void abandon(Flight flight) {
        answers.remove(flight.key(), flight.answer());
        flight.answer().cancel(false);
    }
}
