package dev.tollgate.process;

import java.util.ArrayList;
import java.util.List;

/** The bytes of the {@link MemoryBudget} that one holder has; closing the lease gives them back. Any thread may use it. */
public final class MemoryLease implements AutoCloseable {
    private final MemoryBudget budget;
    private final List<MemoryLease> parts = new ArrayList<>(1);
    private long held;

    MemoryLease(MemoryBudget budget) {
        this.budget = budget;
    }

    /** A lease for a part of what this one is for, such as one attempt of a call. It is closed with this one at the latest. */
    public synchronized MemoryLease part() {
        MemoryLease part = budget.lease();
        parts.add(part);
        return part;
    }

    /**
     * Takes more bytes for a request that has not started to run.
     *
     * @throws dev.tollgate.openai.GatewayException {@code OVERLOADED}, or {@code REQUEST_TOO_LARGE} if it can never fit
     */
    public synchronized void admit(long bytes) {
        budget.admit(bytes, held);
        held += bytes;
    }

    /**
     * Takes more bytes for a request that runs.
     *
     * @throws dev.tollgate.openai.GatewayException {@code OVERLOADED}
     */
    public synchronized void grow(long bytes) {
        budget.grow(bytes);
        held += bytes;
    }

    /**
     * Holds so many bytes from now on, instead of those before.
     *
     * @throws dev.tollgate.openai.GatewayException {@code OVERLOADED}
     */
    public synchronized void hold(long bytes) {
        if (bytes > held) {
            grow(bytes - held);
        } else {
            budget.release(held - bytes);
            held = bytes;
        }
    }

    /** Gives some of the bytes back. */
    public synchronized void giveBack(long bytes) {
        hold(held - bytes);
    }

    @Override
    public synchronized void close() {
        budget.release(held);
        held = 0;
        parts.forEach(MemoryLease::close);
    }
}
