package dev.tollgate.server;

import dev.tollgate.jobs.PendingSweep;
import dev.tollgate.jobs.RollUpJob;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** What a server does by its own clock, because it has no schedule from outside, as the function has. */
@Singleton
final class RecurringJobs {
    private final List<RecurringJob> recurringJobs;

    RecurringJobs(PendingSweep sweep, RollUpJob rollUp, Clock clock) {
        this.recurringJobs = List.of(
                new RecurringJob("sweep", PendingSweep.EVERY, sweep::run, clock),
                new RecurringJob("roll-up", RollUpJob.EVERY, rollUp::run, clock));
    }

    void begin() {
        recurringJobs.forEach(RecurringJob::begin);
    }

    void end(@Observes ShutdownEvent stopping) throws InterruptedException {
        for (RecurringJob recurringJob : recurringJobs) {
            recurringJob.end();
        }
    }
}
