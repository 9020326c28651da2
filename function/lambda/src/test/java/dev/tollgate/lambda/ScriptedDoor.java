package dev.tollgate.lambda;

import dev.tollgate.openai.ChatFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A gateway whose responses are told part by part, to all requests alike. */
final class ScriptedDoor implements Door {
    final BlockingQueue<EventRequest> requests = new LinkedBlockingQueue<>();
    final BlockingQueue<Carriage> carriages = new LinkedBlockingQueue<>();
    final CountDownLatch closed = new CountDownLatch(1);
    private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    private boolean calls;

    final BlockingQueue<Instant> sweeps = new LinkedBlockingQueue<>();
    final BlockingQueue<Instant> rollUps = new LinkedBlockingQueue<>();
    private volatile ChatFailure failing;

    /** From now on no sweep succeeds. */
    void failSweeps(ChatFailure failure) {
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

    void say(Part... next) {
        parts.addAll(Arrays.asList(next));
    }

    @Override
    public Response open(EventRequest request, Carriage carriage) {
        if (calls) {
            carriage.begun();
        }
        requests.add(request);
        carriages.add(carriage);
        return new Response() {
            @Override
            public Part next(Duration patience) throws InterruptedException {
                Part part = parts.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
                return part == null ? new Part.Silence() : part;
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
