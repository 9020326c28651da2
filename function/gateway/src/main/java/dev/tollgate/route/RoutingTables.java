package dev.tollgate.route;

/** Port: the routing table in force. */
public interface RoutingTables {

    /** The table for this call. A change takes effect within the configured time to live. */
    RoutingTable current();

    /** Reads from the store without any cache; throws {@code STORE_UNAVAILABLE} if the store does not answer. */
    void verify();
}
