package dev.tollgate.route;

/** Port: the routing table in force. */
public interface RoutingTables {

    /** The table to route this call by; changes show within the configured time to live. */
    RoutingTable current();

    /** Asks the store itself, past every cache; throws {@code STORE_UNAVAILABLE} where it does not answer. */
    void verify();
}
