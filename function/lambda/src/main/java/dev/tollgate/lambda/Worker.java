package dev.tollgate.lambda;

import dev.tollgate.lambda.Settings.Mode;
import dev.tollgate.openai.ChatFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Asks for an event, answers it, settles it, and asks for the next one. Lambda may freeze the process between two
 * events, so nothing of the one goes on when the other is asked for.
 */
final class Worker {
    private static final Logger LOG = Logger.getLogger(Worker.class);

    /** After so many in a row the Runtime API is gone for good; about half a minute. */
    private static final int MAX_FAILURES = 40;

    private static final byte[] DONE = "{}".getBytes(StandardCharsets.UTF_8);

    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final RuntimeApi api;
    private final Door door;
    private final Mode mode;
    private final Clock clock;
    private final Watch watch;
    private int failures;

    Worker(RuntimeApi api, Door door, Mode mode, Clock clock, Watch watch) {
        this.api = api;
        this.door = door;
        this.mode = mode;
        this.clock = clock;
        this.watch = watch;
    }

    /**
     * Goes on until the API is stopped.
     *
     * @return false where it does not answer any more
     */
    boolean run() throws InterruptedException {
        while (!api.stopped()) {
            if (failures >= MAX_FAILURES) {
                return false;
            }
            try {
                Invocation invocation = api.next();
                failures = 0;
                handle(invocation);
            } catch (IOException | IllegalArgumentException failed) {
                pause(failed);
            }
        }
        return true;
    }

    private void pause(Exception failed) throws InterruptedException {
        if (api.stopped()) {
            return;
        }
        failures++;
        LOG.warnf("No event from Lambda (%s); asking again", failed);
        TimeUnit.MILLISECONDS.sleep(Math.min(LONGEST_PAUSE_MILLIS, 10L << Math.min(failures, 10)));
    }

    private void handle(Invocation invocation) throws InterruptedException {
        try {
            switch (Events.read(invocation.event())) {
                case EventRequest request -> serve(request, invocation);
                case Event.Sweep() -> work(invocation, door::sweep);
                case Event.RollUp() -> work(invocation, door::rollUp);
            }
        } catch (Events.Unreadable unknown) {
            api.error(invocation, new FunctionError("Tollgate.unreadable_event", unknown.getMessage()));
        } catch (RuntimeException bug) {
            LOG.errorf(bug, "event %s failed in the function itself", invocation.id());
            api.error(invocation, FunctionError.of(bug));
        }
    }

    /** What is done by the clock, and when it must be over. */
    private interface Work {
        void until(Instant stopAt) throws InterruptedException;
    }

    private void work(Invocation invocation, Work work) throws InterruptedException {
        try {
            work.until(new Carriage(invocation, clock).stopAt());
        } catch (ChatFailure failure) {
            api.error(invocation, FunctionError.of(failure));
            return;
        }
        try (Connection connection =
                api.post(invocation, "Content-Type: application/json", "Content-Length: " + DONE.length)) {
            connection.write(DONE);
            Delivery.Refused.unlessAccepted(connection.reply());
        } catch (IOException failed) {
            LOG.errorf("event %s: Lambda was not told that it is done: %s", invocation.id(), failed);
        }
    }

    private void serve(EventRequest request, Invocation invocation) throws InterruptedException {
        Carriage carriage = new Carriage(invocation, clock);
        Delivery delivery =
                switch (mode) {
                    case STREAM -> new StreamedDelivery(api, invocation);
                    case BUFFERED -> new BufferedDelivery(api, invocation, request.form());
                };
        Duration patience =
                Duration.between(clock.instant(), carriage.giveUpAt()).plusMillis(500);
        Future<?> hanging = watch.closeAfter(patience, delivery);
        try (Door.Response response = door.open(request, carriage)) {
            deliver(response, delivery, carriage, invocation);
            if (!carriage.awaitSettled()) {
                LOG.errorf("event %s: the call was not settled in time", invocation.id());
            }
        } finally {
            hanging.cancel(false);
            close(delivery);
        }
    }

    /** A response that Lambda does not take is as with a client that hangs up: the call stops, and is settled. */
    private void deliver(Door.Response response, Delivery delivery, Carriage carriage, Invocation invocation)
            throws InterruptedException {
        try {
            new Passage(response, delivery, carriage, clock).run();
        } catch (IOException failed) {
            response.close();
            LOG.errorf("event %s: the response was not delivered: %s", invocation.id(), failed);
            if (!delivery.begun()) {
                api.error(invocation, FunctionError.of(failed));
            }
        }
    }

    private static void close(Delivery delivery) {
        try {
            delivery.close();
        } catch (IOException closedAlready) {
            LOG.debug("closed already", closedAlready);
        }
    }
}
