package dev.tollgate.lambda;

import dev.tollgate.openai.GatewayException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A gateway whose responses are told part by part, to all requests alike. */
final class ScriptedDoor implements GatewayHttp {
    final BlockingQueue<EventRequest> requests = new LinkedBlockingQueue<>();
    final BlockingQueue<LambdaInvocationLifecycle> lambdaInvocationLifecycles = new LinkedBlockingQueue<>();
    final CountDownLatch closed = new CountDownLatch(1);
    private final BlockingQueue<ResponsePart> parts = new LinkedBlockingQueue<>();
    private boolean calls;

    final BlockingQueue<Instant> sweeps = new LinkedBlockingQueue<>();
    final BlockingQueue<Instant> rollUps = new LinkedBlockingQueue<>();
    private volatile GatewayException failing;

    /** From now on no sweep succeeds. */
    void failSweeps(GatewayException failure) {
        failing = failure;
    }

    @Override
    public void sweep(Instant until) {
        sweeps.add(until);
        if (failing != null) {
            throw failing;
        }
    }

    @Override
    public void rollUp(Instant until) {
        rollUps.add(until);
    }

    /** From now on each request begins a call, which the test must settle. */
    void beginCalls() {
        calls = true;
    }

    void say(ResponsePart... next) {
        parts.addAll(Arrays.asList(next));
    }

    @Override
    public Response open(EventRequest request, LambdaInvocationLifecycle lambdaInvocationLifecycle) {
        if (calls) {
            lambdaInvocationLifecycle.begun();
        }
        requests.add(request);
        lambdaInvocationLifecycles.add(lambdaInvocationLifecycle);
        return new Response() {
            @Override
            public ResponsePart next(Duration patience) throws InterruptedException {
                ResponsePart part = parts.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
                return part == null ? new ResponsePart.Silence() : part;
            }

            @Override
            public boolean waiting() {
                return parts.isEmpty();
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
    }
}
