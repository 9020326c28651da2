package dev.tollgate.server;

import dev.tollgate.batch.BatchFollower;
import dev.tollgate.jobs.BudgetAlertJob;
import dev.tollgate.jobs.PendingSweep;
import dev.tollgate.jobs.RollUpJob;
import dev.tollgate.process.FatalErrors;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The jobs that a server repeats itself. For a function, schedules start them. */
@Singleton
final class RecurringJobs {
    private final List<RecurringJob> jobs;

    RecurringJobs(
            PendingSweep sweep,
            RollUpJob rollUp,
            BudgetAlertJob alerts,
            BatchFollower batches,
            ManifestWatch manifest,
            JobSettings settings,
            FatalErrors fatalErrors,
            Clock clock) {
        List<RecurringJob> all = new ArrayList<>(List.of(
                new RecurringJob("sweep", PendingSweep.EVERY, sweep::run, fatalErrors, clock),
                new RecurringJob("roll-up", RollUpJob.EVERY, rollUp::run, fatalErrors, clock),
                new RecurringJob("budget-alerts", BudgetAlertJob.EVERY, alerts::run, fatalErrors, clock),
                new RecurringJob(
                        "batches",
                        settings.followBatches(),
                        _ -> batches.run(clock.instant().plus(BatchFollower.LONGEST)),
                        fatalErrors,
                        clock)));
        if (manifest.wanted()) {
            all.add(new RecurringJob("manifest", ManifestWatch.EVERY, _ -> manifest.look(), fatalErrors, clock));
        }
        this.jobs = List.copyOf(all);
    }

    void start() {
        jobs.forEach(RecurringJob::start);
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        for (RecurringJob job : jobs) {
            job.stop();
        }
    }
}
