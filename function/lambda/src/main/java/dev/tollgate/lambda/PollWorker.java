package dev.tollgate.lambda;

import dev.tollgate.lambda.FunctionSettings.Mode;
import dev.tollgate.openai.GatewayException;
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
final class PollWorker {
    private static final Logger LOG = Logger.getLogger(PollWorker.class);

    /** After so many in a row the Runtime API is gone for good; about half a minute. */
    private static final int MAX_FAILURES = 40;

    private static final byte[] DONE = "{}".getBytes(StandardCharsets.UTF_8);

    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final RuntimeApi api;
    private final GatewayHttp gatewayHttp;
    private final Mode mode;
    private final Clock clock;
    private final WriteWatchdog writeWatchdog;
    private int failures;

    PollWorker(RuntimeApi api, GatewayHttp gatewayHttp, Mode mode, Clock clock, WriteWatchdog writeWatchdog) {
        this.api = api;
        this.gatewayHttp = gatewayHttp;
        this.mode = mode;
        this.clock = clock;
        this.writeWatchdog = writeWatchdog;
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
                LambdaInvocation invocation = api.next();
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

    private void handle(LambdaInvocation invocation) throws InterruptedException {
        try {
            switch (LambdaEventReader.read(invocation.event())) {
                case EventRequest request -> serve(request, invocation);
                case LambdaEvent.Sweep() -> work(invocation, gatewayHttp::sweep);
                case LambdaEvent.RollUp() -> work(invocation, gatewayHttp::rollUp);
            }
        } catch (LambdaEventReader.Unreadable unknown) {
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

    private void work(LambdaInvocation invocation, Work work) throws InterruptedException {
        try {
            work.until(new LambdaInvocationLifecycle(invocation, clock).stopAt());
        } catch (GatewayException failure) {
            api.error(invocation, FunctionError.of(failure));
            return;
        }
        try (RuntimeConnection connection =
                api.post(invocation, "Content-Type: application/json", "Content-Length: " + DONE.length)) {
            connection.write(DONE);
            LambdaResponseWriter.Refused.unlessAccepted(connection.reply());
        } catch (IOException failed) {
            LOG.errorf("event %s: Lambda was not told that it is done: %s", invocation.id(), failed);
        }
    }

    private void serve(EventRequest request, LambdaInvocation invocation) throws InterruptedException {
        LambdaInvocationLifecycle lambdaInvocationLifecycle = new LambdaInvocationLifecycle(invocation, clock);
        LambdaResponseWriter lambdaResponseWriter =
                switch (mode) {
                    case STREAM -> new StreamedResponseWriter(api, invocation);
                    case BUFFERED -> new BufferedResponseWriter(api, invocation, request.form());
                };
        Duration patience = Duration.between(clock.instant(), lambdaInvocationLifecycle.giveUpAt())
                .plusMillis(500);
        Future<?> hanging = writeWatchdog.closeAfter(patience, lambdaResponseWriter);
        try (GatewayHttp.Response response = gatewayHttp.open(request, lambdaInvocationLifecycle)) {
            deliver(response, lambdaResponseWriter, lambdaInvocationLifecycle, invocation);
            if (!lambdaInvocationLifecycle.awaitSettled()) {
                LOG.errorf("event %s: the call was not settled in time", invocation.id());
            }
        } finally {
            hanging.cancel(false);
            close(lambdaResponseWriter);
        }
    }

    /** A response that Lambda does not take is as with a client that hangs up: the call stops, and is settled. */
    private void deliver(
            GatewayHttp.Response response,
            LambdaResponseWriter lambdaResponseWriter,
            LambdaInvocationLifecycle lambdaInvocationLifecycle,
            LambdaInvocation invocation)
            throws InterruptedException {
        try {
            new ResponseForwarder(response, lambdaResponseWriter, lambdaInvocationLifecycle, clock).run();
        } catch (IOException failed) {
            response.close();
            LOG.errorf("event %s: the response was not delivered: %s", invocation.id(), failed);
            if (!lambdaResponseWriter.begun()) {
                api.error(invocation, FunctionError.of(failed));
            }
        }
    }

    private static void close(LambdaResponseWriter lambdaResponseWriter) {
        try {
            lambdaResponseWriter.close();
        } catch (IOException closedAlready) {
            LOG.debug("closed already", closedAlready);
        }
    }
}
