package dev.tollgate.lambda;

import dev.tollgate.edge.InvocationLifecycle;
import dev.tollgate.openai.GatewayException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One invocation, as the gateway sees it. */
final class LambdaInvocationLifecycle implements InvocationLifecycle {
    /** What is kept of an invocation's time to tell the client and to settle. */
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final LambdaInvocation invocation;
    private final Clock clock;
    private final Instant stopAt;
    private final CountDownLatch settled = new CountDownLatch(1);
    private volatile boolean begun;
    private volatile GatewayException failure;

    LambdaInvocationLifecycle(LambdaInvocation invocation, Clock clock) {
        this.invocation = invocation;
        this.clock = clock;
        this.stopAt = invocation.deadline().minus(kept(Duration.between(clock.instant(), invocation.deadline())));
    }

    /** A function with a very short time-out keeps half of it. */
    private static Duration kept(Duration left) {
        Duration half = left.dividedBy(2);
        return half.compareTo(KEPT) < 0 ? half : KEPT;
    }

    @Override
    public Instant stopAt() {
        return stopAt;
    }

    /** When waiting for an answer ends, whatever the gateway does: halfway between what it was told and being killed. */
    Instant giveUpAt() {
        return stopAt.plus(Duration.between(stopAt, invocation.deadline()).dividedBy(2));
    }

    String traceId() {
        return invocation.traceId();
    }

    @Override
    public void begun() {
        begun = true;
    }

    @Override
    public void cut(GatewayException because) {
        failure = because;
    }

    /** Why the answer failed behind its head, if it did. */
    Optional<FunctionError> cut() {
        return Optional.ofNullable(failure).map(FunctionError::of);
    }

    @Override
    public void settled() {
        settled.countDown();
    }

    /**
     * Waits until nothing of the call goes on any more; asked when its response is over, so a call that has not begun by
     * then never will.
     *
     * @return false where the invocation's time is up
     */
    boolean awaitSettled() throws InterruptedException {
        Duration left = Duration.between(clock.instant(), invocation.deadline());
        return !begun || settled.await(left.toMillis(), TimeUnit.MILLISECONDS);
    }
}
