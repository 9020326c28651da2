package dev.tollgate.lambda;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** The function's workers: one, or as many as Lambda sends events at a time. */
final class PollLoop {
    private static final Logger LOG = Logger.getLogger(PollLoop.class);

    private final FunctionSettings settings;
    private final RuntimeApi api;
    private final GatewayHttp gatewayHttp;
    private final Clock clock;
    private final List<Thread> threads = new ArrayList<>();

    PollLoop(FunctionSettings settings, GatewayHttp gatewayHttp, Clock clock) {
        this.settings = settings;
        this.api = new RuntimeApi(settings.api(), clock);
        this.gatewayHttp = gatewayHttp;
        this.clock = clock;
    }

    /**
     * Starts asking for events.
     *
     * @param whenLost runs where the Runtime API does not answer any more: the process is of no use then
     */
    void start(Runnable whenLost) {
        WriteWatchdog writeWatchdog = new WriteWatchdog();
        for (int i = 1; i <= settings.workers(); i++) {
            PollWorker worker = new PollWorker(api, gatewayHttp, settings.mode(), clock, writeWatchdog);
            threads.add(Thread.ofPlatform().name("worker-" + i).start(() -> run(worker, whenLost)));
        }
    }

    /** Asks for no more events, and waits, within bounds, until those that were taken are answered and settled. */
    void stop(Duration patience) throws InterruptedException {
        api.stop();
        long end = System.nanoTime() + patience.toNanos();
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
        }
    }
}
