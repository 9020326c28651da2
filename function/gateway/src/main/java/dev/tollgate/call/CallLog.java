package dev.tollgate.call;

/** Port: where each call leaves its one line. */
public interface CallLog {

    /** Writes the line of a call that has ended; never throws. */
    void write(CallReport report);
}
