package dev.tollgate.call;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.provider.Upstream;
import dev.tollgate.route.Routes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import org.jboss.logging.Logger;

/**
 * What every call needs, made ready beside the first one: for a process that is started for a call and has to answer it
 * at once. Nothing depends on it; a call that comes first makes the same, or waits for it.
 */
@ApplicationScoped
public class Preparation {
    private static final Logger LOG = Logger.getLogger(Preparation.class);

    private final Routes routes;
    private final Instance<Upstream> upstream;

    Preparation(Routes routes, Instance<Upstream> upstream) {
        this.routes = routes;
        this.upstream = upstream;
    }

    /** Returns at once. */
    public void begin() {
        Thread.ofVirtual().name("prepare routes").start(this::readRoutes);
        Thread.ofVirtual().name("prepare upstream").start(upstream::get);
    }

    /** Aliases and providers; with them the connection to the store. */
    private void readRoutes() {
        try {
            routes.current();
        } catch (ChatFailure told) {
            LOG.debug("the store did not answer; calls will say so", told);
        }
    }
}
