package dev.tollgate.lambda;

import java.time.Duration;
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
