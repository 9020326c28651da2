package dev.tollgate.telemetry;

import dev.tollgate.call.CallReport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Exports one signal by group commit: each call that ends puts its report into a queue and waits for its turn. The one that has it posts all
 * that is queued, in one request, for all that wait. So a busy process batches by itself, and a call ends only when it is exported,
 * without a thread in the background.
 */
final class SignalExport {
    /** Some megabytes as JSON. Beyond it, the oldest are dropped. */
    private static final int MOST_QUEUED = 512;

    private final CollectorClient collector;
    private final Function<List<CallReport>, Optional<byte[]>> encoder;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final Deque<CallReport> queued = new ArrayDeque<>();
    private long lastQueued;
    private long lastTaken;
    private long lost;

    /**
     * An export to this collector.
     *
     * @param encoder makes a document of calls; empty if it has nothing to say about them
     */
    SignalExport(CollectorClient collector, Function<List<CallReport>, Optional<byte[]>> encoder) {
        this.collector = collector;
        this.encoder = encoder;
    }

    /** Returns when the call has been exported, or else after this time: a later call then exports it. */
    void export(CallReport call, Duration atMost) {
        long number = queue(call);
        if (collector.paused() || !atMost.isPositive()) {
            return;
        }
        long end = System.nanoTime() + atMost.toNanos();
        try {
            if (turn.tryLock(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                exportInTurn(number, end);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many calls wait for their turn. */
    int waiting() {
        return turn.getQueueLength();
    }

    private void exportInTurn(long number, long end) {
        try {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (!isTaken(number) && !collector.paused() && left.isPositive()) {
                post(left);
            }
        } finally {
            turn.unlock();
        }
    }

    private void post(Duration atMost) {
        List<CallReport> calls = take();
        Optional<byte[]> document = encoder.apply(calls);
        if (document.isPresent() && !collector.post(document.get(), atMost, lost())) {
            putBack(calls);
        }
    }

    private synchronized long queue(CallReport call) {
        if (queued.size() == MOST_QUEUED) {
            queued.removeFirst();
            lost++;
        }
        queued.addLast(call);
        return ++lastQueued;
    }

    private synchronized boolean isTaken(long number) {
        return number <= lastTaken;
    }

    private synchronized List<CallReport> take() {
        List<CallReport> all = new ArrayList<>(queued);
        queued.clear();
        lastTaken = lastQueued;
        return all;
    }

    private synchronized void putBack(List<CallReport> calls) {
        int room = Math.min(calls.size(), MOST_QUEUED - queued.size());
        calls.subList(calls.size() - room, calls.size()).reversed().forEach(queued::addFirst);
        lost += calls.size() - room;
    }

    private synchronized long lost() {
        return lost;
    }
}
