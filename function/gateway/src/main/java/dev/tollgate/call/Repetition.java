package dev.tollgate.call;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.repeat.Repeatable;
import dev.tollgate.repeat.Repeats;
import dev.tollgate.repeat.Sent;
import org.jboss.logging.Logger;

/** One request's claim to its idempotency key; closing it gives the key up, unless the answer was kept. */
final class Repetition implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Repetition.class);

    private final Repeats repeats;
    private final Repeatable request;
    private final String requestId;
    private boolean kept;

    Repetition(Repeats repeats, Repeatable request, String requestId) {
        this.repeats = repeats;
        this.request = request;
        this.requestId = requestId;
    }

    /** The answer leaves all the same where it cannot be kept: who asks again is then answered anew. */
    void keep(Sent answer) {
        try {
            repeats.keep(request, answer);
            kept = true;
        } catch (ChatFailure failure) {
            LOG.errorf(failure, "request %s: its answer was not kept for a repetition", requestId);
        }
    }

    @Override
    public void close() {
        if (kept) {
            return;
        }
        try {
            repeats.release(request, requestId);
        } catch (ChatFailure failure) {
            LOG.errorf(
                    failure,
                    "request %s: its idempotency key was not given up; it will be after its deadline",
                    requestId);
        }
    }
}
