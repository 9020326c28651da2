package dev.tollgate.fake;

import dev.tollgate.edge.responses.BackgroundCall;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.storedresponse.BackgroundTask;
import dev.tollgate.storedresponse.BackgroundWorkers;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tasks that wait until the test runs them. */
@Singleton
@Alternative
@Priority(1)
public class WaitingBackground implements BackgroundWorkers {
    private final Instance<BackgroundCall> calls;
    private final List<BackgroundTask> waiting = new ArrayList<>();
    private boolean full;

    public WaitingBackground(Instance<BackgroundCall> calls) {
        this.calls = calls;
    }

    /** Whether no further task can start. */
    public synchronized void full(boolean isFull) {
        full = isFull;
    }

    /** The tasks that have been started and not run. */
    public synchronized List<BackgroundTask> take() {
        List<BackgroundTask> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }

    /** Runs a task as often as it is delivered. */
    public void run(BackgroundTask task) {
        calls.get().run(task, Instant.MAX);
    }

    @Override
    public synchronized void start(BackgroundTask task) {
        if (full) {
            throw new GatewayException(ErrorKind.OVERLOADED, "No room for another task.");
        }
        waiting.add(task);
    }
}
