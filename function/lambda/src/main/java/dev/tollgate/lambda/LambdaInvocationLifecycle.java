package dev.tollgate.lambda;

import dev.tollgate.edge.ClientErrors;
import dev.tollgate.edge.InvocationLifecycle;
import dev.tollgate.openai.GatewayException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lifecycle of one invocation, with the times at which the gateway must stop. */
final class LambdaInvocationLifecycle implements InvocationLifecycle {
    /** The time before the deadline that is reserved for the error response and for settling. */
    private static final Duration RESERVE = Duration.ofSeconds(5);

    private final LambdaInvocation invocation;
    private final long maxResponseBytes;
    private final Clock clock;
    private final Instant stopAt;
    private final CountDownLatch settled = new CountDownLatch(1);
    private volatile @Nullable ClientErrors clientErrors;
    private volatile boolean started;
    private volatile @Nullable GatewayException failure;

    /**
     * The lifecycle of an invocation that has just started.
     *
     * @param maxResponseBytes the largest document that Lambda takes as its response
     */
    LambdaInvocationLifecycle(LambdaInvocation invocation, long maxResponseBytes, Clock clock) {
        this.invocation = invocation;
        this.maxResponseBytes = maxResponseBytes;
        this.clock = clock;
        this.stopAt = invocation.deadline().minus(reserve(Duration.between(clock.instant(), invocation.deadline())));
    }

    /** With a very short timeout, reserves half of it. */
    private static Duration reserve(Duration left) {
        Duration half = left.dividedBy(2);
        return half.compareTo(RESERVE) < 0 ? half : RESERVE;
    }

    @Override
    public Optional<String> id() {
        return Optional.of(invocation.id());
    }

    @Override
    public Instant stopAt() {
        return stopAt;
    }

    @Override
    public long maxResponseBytes() {
        return maxResponseBytes;
    }

    /** When the function stops waiting for the gateway's response: halfway between {@link #stopAt} and the deadline. */
    Instant giveUpAt() {
        return stopAt.plus(Duration.between(stopAt, invocation.deadline()).dividedBy(2));
    }

    @Nullable
    String traceId() {
        return invocation.traceId();
    }

    @Override
    public void arrived(ClientErrors errors) {
        clientErrors = errors;
    }

    /** How the client reads a failure of the function itself; in OpenAI's words before the gateway has its request. */
    ClientErrors clientErrors() {
        ClientErrors arrived = clientErrors;
        return arrived == null ? ClientErrors.unserved(clock.instant()) : arrived;
    }

    @Override
    public void started() {
        started = true;
    }

    @Override
    public void cut(GatewayException because) {
        failure = because;
    }

    /** Returns why the response failed after its head was sent, if it did. */
    Optional<FunctionError> cut() {
        return Optional.ofNullable(failure).map(FunctionError::of);
    }

    @Override
    public void settled() {
        settled.countDown();
    }

    /**
     * Waits until the call is settled. Use this after the end of the response: a call that has not started by then never
     * starts.
     *
     * @return false if the deadline comes first
     */
    boolean awaitSettled() throws InterruptedException {
        Duration left = Duration.between(clock.instant(), invocation.deadline());
        return !started || settled.await(left.toMillis(), TimeUnit.MILLISECONDS);
    }
}
