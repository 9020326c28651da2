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
                putBack(unsent(take(), end));
            }
        } finally {
            turn.unlock();
        }
    }

    /** Posts calls, in several documents if the collector takes no large one; returns those for which there was no time, in order. */
    private List<CallReport> unsent(List<CallReport> calls, long end) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (collector.paused() || !left.isPositive()) {
            return calls;
        }
        Optional<byte[]> document = encoded(calls);
        if (document.isEmpty()) {
            return List.of();
        }
        return switch (collector.post(document.get(), left, calls.size(), lost())) {
            case ACCEPTED -> List.of();
            case LATER -> calls;
            case REFUSED -> {
                lose(calls.size());
                yield List.of();
            }
            case TOO_LARGE -> {
                List<CallReport> first = calls.subList(0, calls.size() / 2);
                List<CallReport> second = calls.subList(first.size(), calls.size());
                List<CallReport> rest = new ArrayList<>(unsentPart(first, end, second));
                rest.addAll(unsentPart(second, end, rest));
                yield rest;
            }
        };
    }

    /** The same for a part of the calls. A bug of the encoder loses this part, but not the others. */
    private List<CallReport> unsentPart(List<CallReport> part, long end, List<CallReport> others) {
        try {
            return unsent(part, end);
        } catch (RuntimeException bug) {
            putBack(others);
            throw bug;
        }
    }

    /** A bug of the encoder loses the calls, which would only meet it again. */
    private Optional<byte[]> encoded(List<CallReport> calls) {
        try {
            return encoder.apply(calls);
        } catch (RuntimeException bug) {
            lose(calls.size());
            throw bug;
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

    private synchronized void lose(int calls) {
        lost += calls;
    }

    /** How many calls will never be exported. */
    synchronized long lost() {
        return lost;
    }
}
