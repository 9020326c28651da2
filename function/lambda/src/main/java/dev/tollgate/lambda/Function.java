package dev.tollgate.lambda;

import dev.tollgate.call.Preparation;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.time.Clock;
import java.time.Duration;

/** Handles events until the environment is shut down. Quarkus runs it when the virtual HTTP channel is open. */
public final class Function implements QuarkusApplication {
    /** Lambda itself kills after two seconds at most; elsewhere an answer under way may end. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Clock clock;
    private final Preparation preparation;

    Function(Clock clock, Preparation preparation) {
        this.clock = clock;
        this.preparation = preparation;
    }

    @Override
    public int run(String... arguments) throws InterruptedException {
        preparation.begin();
        Loop loop = new Loop(Settings.of(System.getenv()), new VirtualDoor(), clock);
        loop.start(() -> Quarkus.asyncExit(1));
        Quarkus.waitForExit();
        loop.stop(GRACE);
        return 0;
    }
}
