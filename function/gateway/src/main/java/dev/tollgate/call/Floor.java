package dev.tollgate.call;

import java.util.concurrent.atomic.AtomicReference;

/** The right to speak to the caller: one at a time has it, and who asks for it first gets it. */
final class Floor {
    private final AtomicReference<Object> holder = new AtomicReference<>();

    /** Whether this one has it now. */
    boolean take(Object speaker) {
        return holder.compareAndSet(null, speaker) || holder.get() == speaker;
    }

    /** Whether somebody else has it. */
    boolean isTakenFrom(Object speaker) {
        Object current = holder.get();
        return current != null && current != speaker;
    }

    boolean isHeldBy(Object speaker) {
        return holder.get() == speaker;
    }

    boolean isFree() {
        return holder.get() == null;
    }

    /** Gives it back, where this one has it. */
    void leave(Object speaker) {
        holder.compareAndSet(speaker, null);
    }
}
