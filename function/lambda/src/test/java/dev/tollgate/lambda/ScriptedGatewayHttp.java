package dev.tollgate.lambda;

import dev.tollgate.openai.GatewayException;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A gateway whose response parts come from the test, the same for all requests. */
final class ScriptedGatewayHttp implements GatewayHttp {
    final BlockingQueue<EventRequest> requests = new LinkedBlockingQueue<>();
    final BlockingQueue<LambdaInvocationLifecycle> lifecycles = new LinkedBlockingQueue<>();
    final CountDownLatch closed = new CountDownLatch(1);
    private final BlockingQueue<ResponsePart> parts = new LinkedBlockingQueue<>();
    private boolean calls;

    final BlockingQueue<Instant> sweeps = new LinkedBlockingQueue<>();
    final BlockingQueue<LambdaEvent.QueuedResponse> responses = new LinkedBlockingQueue<>();
    final BlockingQueue<Instant> rollUps = new LinkedBlockingQueue<>();
    final BlockingQueue<Instant> alertRuns = new LinkedBlockingQueue<>();
    final BlockingQueue<Instant> batchRuns = new LinkedBlockingQueue<>();
    private volatile Runnable failing = () -> {};

    /** Makes all further sweeps fail. */
    void failSweeps(GatewayException failure) {
        failing = () -> {
            throw failure;
        };
    }

    /** Makes all further sweeps fail with an error of the JVM. */
    void breakSweeps(Error error) {
        failing = () -> {
            throw error;
        };
    }

    @Override
    public void sweep(Instant until) {
        sweeps.add(until);
        failing.run();
    }

    @Override
    public void rollUp(Instant until) {
        rollUps.add(until);
    }

    @Override
    public void sendBudgetAlerts(Instant until) {
        alertRuns.add(until);
    }

    @Override
    public void followBatches(Instant until) {
        batchRuns.add(until);
    }

    @Override
    public void respond(LambdaEvent.QueuedResponse queued, Instant until) {
        responses.add(queued);
        failing.run();
    }

    /** Lets each further request start a call, which the test must settle. */
    void beginCalls() {
        calls = true;
    }

    void respond(ResponsePart... next) {
        parts.addAll(Arrays.asList(next));
    }

    @Override
    public Exchange exchange(EventRequest request, LambdaInvocationLifecycle lifecycle, ResponseReceiver response) {
        if (calls) {
            lifecycle.started();
        }
        requests.add(request);
        lifecycles.add(lifecycle);
        return new ScriptedExchange(response);
    }

    private final class ScriptedExchange implements Exchange {
        private final ResponseReceiver response;
        private volatile boolean aborted;

        ScriptedExchange(ResponseReceiver response) {
            this.response = response;
        }

        @Override
        public void run() {
            try {
                while (!aborted && !play(parts.poll(20, TimeUnit.MILLISECONDS))) {
                    response.flush();
                }
            } catch (IOException undelivered) {
                closed.countDown();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean play(@Nullable ResponsePart next) throws IOException {
            switch (next) {
                case null -> {}
                case ResponsePart.Start(ResponseHead head) -> response.begin(head);
                case ResponsePart.Bytes(byte[] bytes) -> response.write(bytes);
                case ResponsePart.End() -> response.end();
                case ResponsePart.Broken() -> response.fail(GatewayException.bug(null));
            }
            return next instanceof ResponsePart.End || next instanceof ResponsePart.Broken;
        }

        @Override
        public void abort(GatewayException because) {
            aborted = true;
            response.fail(because);
            closed.countDown();
        }
    }
}
