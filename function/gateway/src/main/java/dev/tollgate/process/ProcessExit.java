package dev.tollgate.process;

/** Port: how the process ends at once, without waiting for anything. */
@FunctionalInterface
public interface ProcessExit {

    /** Ends the process with this status. */
    void halt(int status);
}
