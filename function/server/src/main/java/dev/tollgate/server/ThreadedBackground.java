package dev.tollgate.server;

import dev.tollgate.edge.responses.BackgroundCall;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.FailureText;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.process.MemoryBudget;
import dev.tollgate.storedresponse.BackgroundTask;
import dev.tollgate.storedresponse.BackgroundWorkers;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Responses in the background, each on a thread of its own. What a stopped server has not ended has failed at its deadline. */
@ApplicationScoped
public class ThreadedBackground implements BackgroundWorkers {
    private static final Logger LOG = Logger.getLogger(ThreadedBackground.class);

    /** As long as requests may take to end when the server stops. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Instance<BackgroundCall> calls;
    private final MemoryBudget budget;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Workers without tasks.
     *
     * @param calls looked up for each task: a call may itself start others
     */
    ThreadedBackground(Instance<BackgroundCall> calls, MemoryBudget budget) {
        this.calls = calls;
        this.budget = budget;
    }

    @Override
    public void start(BackgroundTask task) {
        budget.requireRoom();
        try {
            threads.execute(() -> run(task));
        } catch (RejectedExecutionException stopping) {
            throw new GatewayException(
                    ErrorKind.OVERLOADED, "The server is stopping, and starts no responses.", stopping);
        }
    }

    private void run(BackgroundTask task) {
        try {
            calls.get().run(task, Instant.MAX);
        } catch (RuntimeException failure) {
            LOG.errorf(
                    FailureText.bug(failure),
                    "response %s was not made: %s",
                    task.name().id(),
                    FailureText.line(failure));
        }
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
    }
}
