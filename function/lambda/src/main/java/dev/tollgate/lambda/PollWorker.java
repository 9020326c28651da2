package dev.tollgate.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.ClientErrors;
import dev.tollgate.lambda.EventRequest.PayloadFormat;
import dev.tollgate.lambda.FunctionSettings.Mode;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.process.FatalErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Polls for an event, answers it, waits until it is settled, and polls for the next one. Lambda may freeze the process
 * between two events, so no work on an event continues when the worker polls for the next one.
 */
final class PollWorker {
    private static final Logger LOG = Logger.getLogger(PollWorker.class);

    /** After this many failures in a row, in about half a minute, the Runtime API counts as lost. */
    private static final int MAX_FAILURES = 40;

    private static final byte[] EMPTY_DOCUMENT = "{}".getBytes(StandardCharsets.UTF_8);

    private static final long MAX_BACKOFF_MILLIS = 1_000;

    /** How long the Runtime API, which is on the same machine, may take to accept a document. */
    private static final Duration MAX_ACCEPTANCE = Duration.ofSeconds(10);

    private final RuntimeApi api;
    private final GatewayHttp gateway;
    private final Mode mode;
    private final Clock clock;
    private final CallWatchdog watchdog;
    private final FatalErrors fatalErrors;
    private int failures;

    PollWorker(
            RuntimeApi api,
            GatewayHttp gateway,
            Mode mode,
            Clock clock,
            CallWatchdog watchdog,
            FatalErrors fatalErrors) {
        this.api = api;
        this.gateway = gateway;
        this.mode = mode;
        this.clock = clock;
        this.watchdog = watchdog;
        this.fatalErrors = fatalErrors;
    }

    /**
     * Handles events until the API is stopped.
     *
     * @return false if the API no longer answers
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
                // The environment must not be frozen, and then fail the next event.
                fatalErrors.endIfFatal();
            } catch (IOException | IllegalArgumentException failed) {
                backOff(failed);
            }
        }
        return true;
    }

    private void backOff(Exception failed) throws InterruptedException {
        if (api.stopped()) {
            return;
        }
        failures++;
        LOG.warnf("No event from Lambda (%s); polling again", failed);
        TimeUnit.MILLISECONDS.sleep(Math.min(MAX_BACKOFF_MILLIS, 10L << Math.min(failures, 10)));
    }

    private void handle(LambdaInvocation invocation) throws InterruptedException {
        try {
            switch (LambdaEventReader.read(invocation.event())) {
                case EventRequest request -> serve(request, invocation);
                case LambdaEvent.MalformedRequest malformed -> refuse(malformed, invocation);
                case LambdaEvent.ForeignEvent(String source) -> ignore(source, invocation);
                case LambdaEvent.Sweep() -> run(gateway::sweep, invocation);
                case LambdaEvent.RollUp() -> run(gateway::rollUp, invocation);
                case LambdaEvent.BudgetAlerts() -> run(gateway::sendBudgetAlerts, invocation);
                case LambdaEvent.BatchRun() -> run(gateway::followBatches, invocation);
                case LambdaEvent.QueuedResponse queued -> run(until -> gateway.respond(queued, until), invocation);
            }
        } catch (LambdaEventReader.UnreadableEventException unreadable) {
            api.error(invocation, FunctionError.of(unreadable));
        } catch (RuntimeException | Error bug) {
            fatalErrors.note(bug);
            LOG.errorf(bug, "event %s: the function failed", invocation.id());
            api.error(invocation, FunctionError.of(bug));
        }
    }

    /** A job, which must end at a given time. */
    private interface TimedJob {
        void runUntil(Instant stopAt) throws InterruptedException;
    }

    private void run(TimedJob job, LambdaInvocation invocation) throws InterruptedException {
        try {
            job.runUntil(new LambdaInvocationLifecycle(invocation, Long.MAX_VALUE, clock).stopAt());
        } catch (GatewayException failure) {
            api.error(invocation, FunctionError.of(failure));
            return;
        }
        complete(invocation, EMPTY_DOCUMENT);
    }

    /** An error would ring the alarm, and make a queue send the event again. */
    private void ignore(String source, LambdaInvocation invocation) {
        LOG.infof("event %s: ignored, because it is no request and no job of the gateway: %s", invocation.id(), source);
        ObjectNode result =
                JsonNodeFactory.instance.objectNode().put("status", "ignored").put("source", source);
        complete(invocation, result.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void complete(LambdaInvocation invocation, byte[] document) {
        try (RuntimeConnection connection =
                api.post(invocation, "Content-Type: application/json", "Content-Length: " + document.length)) {
            connection.write(document);
            LambdaResponseWriter.RefusedException.throwUnlessAccepted(connection.acceptance(MAX_ACCEPTANCE));
        } catch (IOException failed) {
            LOG.errorf("event %s: its completion could not be reported to Lambda: %s", invocation.id(), failed);
        }
    }

    private void refuse(LambdaEvent.MalformedRequest malformed, LambdaInvocation invocation) {
        try (LambdaResponseWriter writer = writer(malformed.format(), invocation)) {
            writer.refuse(ClientErrors.unserved(clock.instant()).response(malformed.failure()));
            writer.awaitAccepted(MAX_ACCEPTANCE);
        } catch (IOException failed) {
            LOG.errorf("event %s: the response was not delivered: %s", invocation.id(), failed);
        }
    }

    private LambdaResponseWriter writer(PayloadFormat format, LambdaInvocation invocation) {
        return switch (mode) {
            case STREAM -> new StreamedResponseWriter(api, invocation);
            case BUFFERED -> new BufferedResponseWriter(api, invocation, format);
        };
    }

    private void serve(EventRequest request, LambdaInvocation invocation) throws InterruptedException {
        long maxBytes = mode == Mode.BUFFERED ? BufferedResponseWriter.MAX_BYTES : Long.MAX_VALUE;
        LambdaInvocationLifecycle lifecycle = new LambdaInvocationLifecycle(invocation, maxBytes, clock);
        LambdaResponseWriter writer = writer(request.format(), invocation);
        InvokedCall call = new InvokedCall(gateway, request, invocation, lifecycle, writer, watchdog, clock);
        try (writer) {
            deliver(call, writer, invocation);
            if (!lifecycle.awaitSettled()) {
                LOG.errorf("event %s: the call was not settled in time", invocation.id());
            }
        }
    }

    private void deliver(InvokedCall call, LambdaResponseWriter writer, LambdaInvocation invocation)
            throws InterruptedException {
        try {
            call.run();
        } catch (IOException failed) {
            fatalErrors.note(failed);
            LOG.errorf("event %s: the response was not delivered: %s", invocation.id(), failed);
            if (!writer.started()) {
                api.error(invocation, FunctionError.of(failed));
            }
        }
    }
}
