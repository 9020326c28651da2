package dev.tollgate.golden;

/** Looks into a gateway's ledger, wherever it is kept. */
@FunctionalInterface
public interface Books {

    /** What was booked for this request; waits until it is settled. */
    BookedUsage settled(String requestId);
}
