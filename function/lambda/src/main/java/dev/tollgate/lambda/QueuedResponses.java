package dev.tollgate.lambda;

import dev.tollgate.edge.responses.BackgroundCall;
import dev.tollgate.storedresponse.BackgroundTask;
import dev.tollgate.storedresponse.StoredResponses;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes the queued response of an event. */
@ApplicationScoped
public class QueuedResponses {
    private static final Logger LOG = Logger.getLogger(QueuedResponses.class);

    private final StoredResponses store;
    private final BackgroundCall call;

    QueuedResponses(StoredResponses store, BackgroundCall call) {
        this.store = store;
        this.call = call;
    }

    /** Returns when the response is stored; Lambda may deliver an event twice, and the second one finds nothing to do. */
    void respond(LambdaEvent.QueuedResponse queued, Instant until) {
        Optional<byte[]> request = store.request(queued.name(), queued.secret());
        if (request.isEmpty()) {
            LOG.infof(
                    "response %s is not made: its request has expired or was deleted",
                    queued.name().id());
            return;
        }
        call.run(new BackgroundTask(queued.name(), queued.caller(), request.get()), until);
    }
}
