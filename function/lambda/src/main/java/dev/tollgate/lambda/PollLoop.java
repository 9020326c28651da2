package dev.tollgate.lambda;

import dev.tollgate.process.FatalErrors;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Runs the function's workers: one, or as many as Lambda sends events at a time. */
final class PollLoop {
    private static final Logger LOG = Logger.getLogger(PollLoop.class);

    private final FunctionSettings settings;
    private final RuntimeApi api;
    private final GatewayHttp gateway;
    private final FatalErrors fatalErrors;
    private final Clock clock;
    private final List<Thread> threads = new ArrayList<>();

    PollLoop(FunctionSettings settings, GatewayHttp gateway, FatalErrors fatalErrors, Clock clock) {
        this.settings = settings;
        this.api = new RuntimeApi(settings.api(), clock);
        this.gateway = gateway;
        this.fatalErrors = fatalErrors;
        this.clock = clock;
    }

    /**
     * Starts the workers, which poll for events.
     *
     * @param whenLost runs when the Runtime API no longer answers, or a worker fails: the process is useless then
     */
    void start(Runnable whenLost) {
        CallWatchdog watchdog = CallWatchdog.start(fatalErrors);
        for (int i = 1; i <= settings.workers(); i++) {
            PollWorker worker = new PollWorker(api, gateway, settings.mode(), clock, watchdog, fatalErrors);
            threads.add(Thread.ofPlatform().name("worker-" + i).start(() -> run(worker, whenLost)));
        }
    }

    /** Stops polling, and waits for at most this long until the current events are answered and settled. */
    void stop(Duration timeout) throws InterruptedException {
        api.stop();
        long end = System.nanoTime() + timeout.toNanos();
        for (Thread thread : threads) {
            thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
    }

    private static void run(PollWorker worker, Runnable whenLost) {
        try {
            if (!worker.run()) {
                whenLost.run();
            }
        } catch (InterruptedException stopping) {
            LOG.debug("interrupted", stopping);
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error bug) {
            LOG.error("A worker ended", bug);
            whenLost.run();
        }
    }
}
