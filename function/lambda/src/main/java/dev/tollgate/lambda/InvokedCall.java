package dev.tollgate.lambda;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** One request of an invocation. The gateway handles it on the caller's thread, and a watchdog ends it if it takes too long. */
final class InvokedCall {
    private static final Logger LOG = Logger.getLogger(InvokedCall.class);

    /** All that is left to write then is one error. */
    private static final Duration LONGEST_LAST_WRITE = Duration.ofMillis(500);

    /** A call that settles late has used up the time of its invocation, but Lambda has its response. */
    private static final Duration SHORTEST_ACCEPTANCE = Duration.ofSeconds(2);

    private final LambdaInvocation invocation;
    private final LambdaInvocationLifecycle lifecycle;
    private final LambdaResponseWriter writer;
    private final CallWatchdog watchdog;
    private final Clock clock;
    private final ResponseForwarder forwarder;
    private final GatewayHttp.Exchange exchange;
    private volatile boolean ended;

    InvokedCall(
            GatewayHttp gateway,
            EventRequest request,
            LambdaInvocation invocation,
            LambdaInvocationLifecycle lifecycle,
            LambdaResponseWriter writer,
            CallWatchdog watchdog,
            Clock clock) {
        this.invocation = invocation;
        this.lifecycle = lifecycle;
        this.writer = writer;
        this.watchdog = watchdog;
        this.clock = clock;
        this.forwarder = new ResponseForwarder(writer, lifecycle);
        this.exchange = gateway.exchange(request, lifecycle, forwarder);
    }

    /**
     * Returns when the call is over and Lambda has its response.
     *
     * @throws IOException if Lambda does not accept the response
     */
    void run() throws IOException, InterruptedException {
        CallWatchdog.Watch watch = watchdog.after(until(lifecycle.giveUpAt()), this::giveUp);
        try {
            exchange.run();
            Duration left = until(lifecycle.giveUpAt());
            forwarder.awaitAccepted(left.compareTo(SHORTEST_ACCEPTANCE) > 0 ? left : SHORTEST_ACCEPTANCE);
        } finally {
            ended = true;
            watch.close();
        }
    }

    /** The failure that the client gets is a write, which may hang, too. */
    private void giveUp() {
        Thread.ofVirtual()
                .name("give up")
                .start(() -> exchange.abort(new GatewayException(
                        ErrorKind.UPSTREAM_TIMEOUT, "The answer took longer than the function may run.")));
        var _ = watchdog.after(LONGEST_LAST_WRITE, () -> {
            if (!forwarder.ended()) {
                writer.close();
            }
        });
        var _ = watchdog.after(until(invocation.deadline()), () -> {
            if (!ended) {
                LOG.errorf("event %s: the call goes on after the end of its invocation", invocation.id());
            }
        });
    }

    private Duration until(Instant time) {
        return Duration.between(clock.instant(), time);
    }
}
