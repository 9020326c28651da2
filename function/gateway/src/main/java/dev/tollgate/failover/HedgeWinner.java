package dev.tollgate.failover;

import java.util.concurrent.atomic.AtomicReference;

/** The right to speak to the caller: one at a time has it, and who asks for it first gets it. */
final class HedgeWinner {
    private final AtomicReference<Object> holder = new AtomicReference<>();

    /** Whether this one has it now. */
    boolean tryWin(Object speaker) {
        return holder.compareAndSet(null, speaker) || holder.get() == speaker;
    }

    /** Whether somebody else has it. */
    boolean isWonByOther(Object speaker) {
        Object current = holder.get();
        return current != null && current != speaker;
    }

    boolean isWonBy(Object speaker) {
        return holder.get() == speaker;
    }

    boolean isOpen() {
        return holder.get() == null;
    }

    /** Gives it back, where this one has it. */
    void release(Object speaker) {
        holder.compareAndSet(speaker, null);
    }
}
