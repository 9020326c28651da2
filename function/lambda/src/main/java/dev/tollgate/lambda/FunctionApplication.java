package dev.tollgate.lambda;

import dev.tollgate.batch.BatchFollower;
import dev.tollgate.jobs.BudgetAlertJob;
import dev.tollgate.jobs.PendingSweep;
import dev.tollgate.jobs.RollUpJob;
import dev.tollgate.pipeline.ColdStartPreparation;
import dev.tollgate.process.FatalErrors;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Handles events until Lambda shuts the environment down. Quarkus runs it when its HTTP server can handle requests. */
public final class FunctionApplication implements QuarkusApplication {
    /** Lambda kills the process after at most two seconds. Elsewhere, responses in flight may complete. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Clock clock;
    private final ColdStartPreparation preparation;
    private final PendingSweep sweep;
    private final RollUpJob rollUp;
    private final BudgetAlertJob alerts;
    private final BatchFollower batches;
    private final QueuedResponses responses;
    private final FatalErrors fatalErrors;
    private volatile @Nullable PollLoop loop;

    FunctionApplication(
            Clock clock,
            ColdStartPreparation preparation,
            PendingSweep sweep,
            RollUpJob rollUp,
            BudgetAlertJob alerts,
            BatchFollower batches,
            QueuedResponses responses,
            FatalErrors fatalErrors) {
        this.clock = clock;
        this.preparation = preparation;
        this.sweep = sweep;
        this.rollUp = rollUp;
        this.alerts = alerts;
        this.batches = batches;
        this.responses = responses;
        this.fatalErrors = fatalErrors;
    }

    @Override
    public int run(String... arguments) {
        if (FunctionSettings.hasEndpoint(System.getenv())) {
            preparation.begin();
        }
        PollLoop started = new PollLoop(
                FunctionSettings.of(System.getenv()),
                new QuarkusHttpServer(sweep, rollUp, alerts, batches, responses, fatalErrors),
                fatalErrors,
                clock);
        loop = started;
        started.start(() -> Quarkus.asyncExit(1));
        Quarkus.waitForExit();
        return 0;
    }

    /**
     * Stops the loop here and not after the wait in {@link #run}, because a signal makes Quarkus stop the gateway at once,
     * on its own thread. Only this event comes before that.
     */
    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        PollLoop started = loop;
        if (started != null) {
            started.stop(GRACE);
        }
    }
}
