package dev.tollgate.call;

/** Port: where each call leaves its one line. */
public interface CallLog {

    /** Writes the line; never throws. */
    void write(CallReport report);
}
