package dev.tollgate.server;

import dev.tollgate.call.RollUp;
import dev.tollgate.call.Sweep;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** What a server does by its own clock, because it has no schedule from outside, as the function has. */
@Singleton
final class Chores {
    private final List<Chore> chores;

    Chores(Sweep sweep, RollUp rollUp, Clock clock) {
        this.chores = List.of(
                new Chore("sweep", Sweep.EVERY, sweep::run, clock),
                new Chore("roll-up", RollUp.EVERY, rollUp::run, clock));
    }

    void begin() {
        chores.forEach(Chore::begin);
    }

    void end(@Observes ShutdownEvent stopping) throws InterruptedException {
        for (Chore chore : chores) {
            chore.end();
        }
    }
}
