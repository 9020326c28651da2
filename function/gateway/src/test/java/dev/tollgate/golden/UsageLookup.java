package dev.tollgate.golden;

/** Looks into a gateway's ledger, wherever it is kept. */
@FunctionalInterface
public interface UsageLookup {

    /** The recorded usage of this request; waits until it is settled. */
    RecordedUsage settled(String requestId);
}
