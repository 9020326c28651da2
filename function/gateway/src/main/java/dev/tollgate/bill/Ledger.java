package dev.tollgate.bill;

/** Port: where usage is written down. */
public interface Ledger {

    /** Writes the record of a request that was accepted. */
    void open(UsageRecord pending);

    /**
     * Completes a record that is not settled yet; changes nothing where it is, so that settling twice bills once. Where
     * the pending record was never written, it is written now. Where it was abandoned, what is known now takes the place
     * of what was not.
     */
    void settle(UsageRecord settled);
}
