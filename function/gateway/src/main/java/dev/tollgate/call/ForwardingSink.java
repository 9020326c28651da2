package dev.tollgate.call;

import dev.tollgate.openai.GatewayException;
import java.util.List;

/**
 * Passes a response on to the next sink. A stage that does something to responses extends it, and says only what it does.
 *
 * @param <S> the kind of the next sink
 */
public abstract class ForwardingSink<S extends ResponseSink> implements ResponseSink {
    private final S next;

    protected ForwardingSink(S next) {
        this.next = next;
    }

    /** The sink that is nearer to the client. */
    protected final S next() {
        return next;
    }

    @Override
    public void fail(GatewayException failure, List<AttemptSummary> attempts) {
        next.fail(failure, attempts);
    }

    @Override
    public boolean committed() {
        return next.committed();
    }

    @Override
    public void onDisconnect(Runnable action) {
        next.onDisconnect(action);
    }

    @Override
    public void beforeLastByte(Runnable action) {
        next.beforeLastByte(action);
    }
}
