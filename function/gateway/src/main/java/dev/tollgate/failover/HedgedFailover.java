package dev.tollgate.failover;

import dev.tollgate.call.ResponseSink;
import dev.tollgate.call.UpstreamWaits;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.route.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Tries one target after the other, and sends a hedged request to the next one if a target takes long. The first to start its
 * response wins and stops the other one.
 *
 * <p>Each attempt has a thread of its own, and at most two run at once. When {@link #run} returns or throws, all of them have ended.
 */
final class HedgedFailover {
    private final RetryRounds rounds;
    private final AttemptFactory attempts;
    private final ResponseSink sink;
    private final Duration hedgeAfter;
    private final Executor threads;
    private final ClientDisconnect disconnect;
    private final HedgeWinner winner = new HedgeWinner();
    private final List<HedgedAttempt> running = new CopyOnWriteArrayList<>();
    private final BlockingQueue<HedgedAttempt> ended = new LinkedBlockingQueue<>();

    HedgedFailover(
            RetryRounds rounds, AttemptFactory attempts, ResponseSink sink, Duration hedgeAfter, Executor threads) {
        this.rounds = rounds;
        this.attempts = attempts;
        this.sink = sink;
        this.hedgeAfter = hedgeAfter;
        this.threads = threads;
        this.disconnect = new ClientDisconnect(sink);
    }

    void run(UpstreamWaits waits) {
        disconnect.run(() -> running.forEach(HedgedAttempt::cancel));
        sink.beforeLastByte(this::awaitLosers);
        try {
            while (!roundResponds()) {
                if (running.isEmpty()) {
                    rounds.pause(waits, disconnect);
                }
            }
        } finally {
            running.forEach(disconnect.happened() ? HedgedAttempt::cancel : HedgedAttempt::supersede);
            running.forEach(HedgedAttempt::await);
        }
    }

    private boolean roundResponds() {
        rounds.next().ifPresent(this::start);
        while (!running.isEmpty()) {
            Optional<HedgedAttempt> attempt = nextToEnd();
            if (attempt.isEmpty()) {
                // It takes long: a hedged request goes to the next target.
                rounds.next().ifPresent(this::start);
            } else if (hasResponded(attempt.get())) {
                return true;
            } else if (running.isEmpty()) {
                rounds.next().ifPresent(this::start);
            }
        }
        return false;
    }

    private void start(Target target) {
        AttemptTimeouts timeouts = rounds.timeouts();
        HedgedAttempt attempt =
                new HedgedAttempt(target, self -> attempts.at(target, new HedgedControl(self, timeouts)));
        running.add(attempt);
        if (disconnect.happened()) {
            attempt.cancel();
        }
        // An attempt that won after the decision to hedge did not see this one.
        if (winner.isOtherThan(attempt)) {
            attempt.supersede();
        }
        try {
            threads.execute(() -> {
                try {
                    attempt.run();
                } finally {
                    ended.add(attempt);
                }
            });
        } catch (Throwable noThread) {
            // Nobody will ever report its end, such as when there is no memory for its thread.
            running.remove(attempt);
            throw noThread;
        }
    }

    /** The next attempt to end; empty if it is time for a hedged request. */
    private Optional<HedgedAttempt> nextToEnd() {
        boolean mayHedge = running.size() == 1 && winner.isUndecided() && !disconnect.happened();
        HedgedAttempt endedAlready = ended.poll();
        if (endedAlready != null) {
            return Optional.of(endedAlready);
        }
        try {
            return mayHedge && rounds.hasNext()
                    ? Optional.ofNullable(ended.poll(hedgeAfter.toMillis(), TimeUnit.MILLISECONDS))
                    : Optional.of(ended.take());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new GatewayException(ErrorKind.INTERNAL, "The gateway is shutting down.", interrupted);
        }
    }

    /** Every attempt passes here once, at its end. Throws if its failure is the failure of the call, too. */
    private boolean hasResponded(HedgedAttempt attempt) {
        running.remove(attempt);
        Optional<GatewayException> failure = attempt.await();
        if (failure.isEmpty()) {
            return true;
        }
        if (attempt.wasSuperseded(failure.get())) {
            rounds.requeue(attempt.target());
            return false;
        }
        boolean clientHasSeenIt = winner.is(attempt) && sink.committed();
        FailoverDecision decision = rounds.failed(attempt.target(), failure.get());
        // If the other one has won meanwhile, the client has a response, whatever this one says.
        if ((clientHasSeenIt || decision == FailoverDecision.FAIL) && winner.decide(attempt)) {
            throw failure.get();
        }
        winner.withdraw(attempt);
        return false;
    }

    /** What the losers used belongs to the call, and is settled with it. */
    private void awaitLosers() {
        running.stream().filter(winner::isOtherThan).forEach(HedgedAttempt::awaitRecorded);
    }

    /** The control of an attempt that may have a competitor. */
    private final class HedgedControl implements AttemptControl {
        private final HedgedAttempt attempt;
        private final AttemptTimeouts timeouts;

        private HedgedControl(HedgedAttempt attempt, AttemptTimeouts timeouts) {
            this.attempt = attempt;
            this.timeouts = timeouts;
        }

        @Override
        public AttemptTimeouts timeouts() {
            return timeouts;
        }

        @Override
        public void win() {
            if (!winner.decide(attempt)) {
                throw UpstreamCall.stopped();
            }
            running.stream().filter(other -> other != attempt).forEach(HedgedAttempt::supersede);
        }
    }
}
