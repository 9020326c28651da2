package dev.tollgate.storedresponse;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.openai.ResponseStatePolicy;
import dev.tollgate.route.RoutingTables;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether the responses of a key may be stored: as the key says, or else the gateway. */
@ApplicationScoped
public class StatePermission {
    private final RoutingTables tables;

    StatePermission(RoutingTables tables) {
        this.tables = tables;
    }

    /** What is allowed to this key. */
    public ResponseStatePolicy of(ApiKey key) {
        ResponseStatePolicy own = key.content().responses();
        if (own != null) {
            return own;
        }
        ResponseStatePolicy ofAll = tables.current().policy().responses();
        return ofAll == null ? ResponseStatePolicy.OFF : ofAll;
    }
}
