package dev.tollgate.bill;

/** Port: where usage is written down. */
public interface Ledger {

    /** Writes the record of a request that was accepted. */
    void open(UsageRecord pending);

    /**
     * Completes a record that is still pending; changes nothing where it is not, so that settling twice bills once.
     * Where the pending record was never written, it is written now.
     */
    void settle(UsageRecord settled);
}
