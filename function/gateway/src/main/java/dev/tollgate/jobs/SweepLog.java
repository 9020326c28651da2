package dev.tollgate.jobs;

/** Port: where each sweep leaves its one line. */
public interface SweepLog {

    /** Writes the line; never throws. */
    void write(SweepReport report);
}
