package dev.tollgate.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Writes what several calls have to write at the same time in one request (ADR 68). The first call does not wait. While its request
 * is on its way, others gather, and one of them writes for all. So a process with one call at a time, as in Lambda, never has a
 * group, and nothing is written later than a reply and a half.
 *
 * @param <I> what a call writes
 * @param <O> what it gets back
 */
final class GroupCommit<I, O> {
    /** What DynamoDB takes at once: statements of a batch. */
    static final int MOST = 25;

    /** Longer than DynamoDB usually takes, and so short that a request without a reply delays nobody else. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(20);

    private final Writer<I, O> writer;
    private final Duration longestWait;
    private final ReentrantLock lock = new ReentrantLock();
    private List<Member<I, O>> gathering = new ArrayList<>();
    private int onTheirWay;

    /** How to write. */
    interface Writer<I, O> {
        /** Writes for one call. */
        O one(I item);

        /**
         * Writes for several calls.
         *
         * @return the results in the order of the items; without one, {@link #one} follows
         * @throws SdkException if the store fails, which then is the failure of all of them
         */
        List<Optional<O>> together(List<I> items);
    }

    GroupCommit(Writer<I, O> writer) {
        this(writer, LONGEST_WAIT);
    }

    GroupCommit(Writer<I, O> writer, Duration longestWait) {
        this.writer = writer;
        this.longestWait = longestWait;
    }

    /** Writes, alone or in a group. Throws what the writer throws. */
    O write(I item) {
        Member<I, O> own = new Member<>(item, Thread.currentThread());
        List<Member<I, O>> group = join(own);
        if (group.isEmpty()) {
            group = awaitTurn(own);
        }
        if (!group.isEmpty()) {
            lead(group);
        }
        return own.result(writer);
    }

    /** The group that this call writes; empty if it has to wait. */
    private List<Member<I, O>> join(Member<I, O> own) {
        lock.lock();
        try {
            gathering.add(own);
            return onTheirWay == 0 || gathering.size() == MOST ? start() : List.of();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until somebody has written for this call, or it has to write for others: then returns the group. */
    private List<Member<I, O>> awaitTurn(Member<I, O> own) {
        long until = System.nanoTime() + longestWait.toNanos();
        boolean interrupted = false;
        List<Member<I, O>> group = List.of();
        boolean overdue = false;
        while (!own.done && group.isEmpty()) {
            if (overdue) {
                // Somebody writes for this call already, and wakes it.
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, Math.max(1, until - System.nanoTime()));
            }
            interrupted |= Thread.interrupted();
            group = own.led;
            if (!overdue && group.isEmpty() && until - System.nanoTime() <= 0) {
                overdue = true;
                group = startOverdue(own);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return group;
    }

    private List<Member<I, O>> startOverdue(Member<I, O> own) {
        lock.lock();
        try {
            // If somebody has started the group meanwhile, the wake-up for it may have been lost while this waited for
            // the lock.
            return gathering.contains(own) ? start() : own.led;
        } finally {
            lock.unlock();
        }
    }

    private List<Member<I, O>> start() {
        List<Member<I, O>> group = gathering;
        gathering = new ArrayList<>();
        onTheirWay++;
        return group;
    }

    private void lead(List<Member<I, O>> group) {
        try {
            writeAll(group);
        } catch (AbortedException interrupted) {
            throw interrupted;
        } catch (SdkException ofStore) {
            group.forEach(member -> member.finish(ofStore));
        } finally {
            // Whatever has happened here, it is not the others' fault: they write for themselves.
            group.forEach(Member::finish);
            handOver();
        }
    }

    private void writeAll(List<Member<I, O>> group) {
        if (group.size() == 1) {
            Member<I, O> single = group.getFirst();
            single.finish(Optional.of(writer.one(single.item)));
            return;
        }
        List<Optional<O>> results =
                writer.together(group.stream().map(member -> member.item).toList());
        for (int i = 0; i < group.size(); i++) {
            group.get(i).finish(results.get(i));
        }
    }

    /** Lets one of those who have gathered meanwhile write for all of them. */
    private void handOver() {
        lock.lock();
        try {
            onTheirWay--;
            if (!gathering.isEmpty() && onTheirWay == 0) {
                List<Member<I, O>> group = start();
                group.getFirst().lead(group);
            }
        } finally {
            lock.unlock();
        }
    }

    /** One call. Its fields are written by the one that writes for it. */
    private static final class Member<I, O> {
        private final I item;
        private final Thread thread;
        private volatile List<Member<I, O>> led = List.of();
        private Optional<O> result = Optional.empty();
        private @Nullable SdkException failure;
        private volatile boolean done;

        Member(I item, Thread thread) {
            this.item = item;
            this.thread = thread;
        }

        void lead(List<Member<I, O>> group) {
            led = group;
            LockSupport.unpark(thread);
        }

        void finish() {
            finish(Optional.empty());
        }

        void finish(SdkException ofStore) {
            if (!done) {
                failure = ofStore;
                finish();
            }
        }

        /** The first result counts. */
        void finish(Optional<O> outcome) {
            if (!done) {
                result = outcome;
                done = true;
                LockSupport.unpark(thread);
            }
        }

        O result(Writer<I, O> writer) {
            if (failure != null) {
                throw failure;
            }
            return result.isPresent() ? result.get() : writer.one(item);
        }
    }
}
