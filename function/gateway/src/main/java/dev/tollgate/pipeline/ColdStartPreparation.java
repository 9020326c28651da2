package dev.tollgate.pipeline;

import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.UpstreamClient;
import dev.tollgate.route.RoutingTables;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import org.jboss.logging.Logger;

/**
 * Loads what every call needs while the first one arrives: the process was started for that call and must respond at once. Nothing
 * depends on it; a call that comes first loads the same, or waits for it.
 */
@ApplicationScoped
public class ColdStartPreparation {
    private static final Logger LOG = Logger.getLogger(ColdStartPreparation.class);

    private final RoutingTables routingTables;
    private final Instance<UpstreamClient> upstream;

    ColdStartPreparation(RoutingTables routingTables, Instance<UpstreamClient> upstream) {
        this.routingTables = routingTables;
        this.upstream = upstream;
    }

    /** Returns at once. */
    public void begin() {
        Thread.ofVirtual().name("prepare routes").start(this::readRoutes);
        Thread.ofVirtual().name("prepare upstream").start(upstream::get);
    }

    /** Aliases and providers, and with them the connection to the store. */
    private void readRoutes() {
        try {
            routingTables.current();
        } catch (GatewayException unavailable) {
            LOG.debug("the store does not respond; calls will report it", unavailable);
        }
    }
}
