package dev.tollgate.failover;

import dev.tollgate.call.CallContext;
import dev.tollgate.call.ResponseSink;
import dev.tollgate.call.UpstreamWaits;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.route.FailoverPolicy;
import dev.tollgate.route.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The pursuit of one answer: {@code round (pause round)*}, and in each round turn after turn.
 *
 * <p>Turns run on the call's own thread, unless the alias hedges: then each has a thread, at most two are under way at once,
 * and the first that begins to answer stops the other. When it returns or throws, all of them have ended.
 */
final class HedgedExecutor<R extends ModelRequest> {
    private static final Executor HERE = Runnable::run;

    private final CallContext<R> callContext;
    private final ResponseSink responseSink;
    private final AttemptFactory<R> attemptFactory;
    private final RetrySchedule retrySchedule;
    private final FailoverExecutor shared;
    private final FailoverPolicy failover;
    private final Clock clock;
    private final Executor threads;
    private final HedgeWinner hedgeWinner = new HedgeWinner();
    private final List<AttemptTask> running = new CopyOnWriteArrayList<>();
    private final BlockingQueue<AttemptTask> ended = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private Instant roundBegins = Instant.MIN;

    HedgedExecutor(
            CallContext<R> callContext,
            ResponseSink responseSink,
            AttemptFactory<R> attemptFactory,
            RetrySchedule retrySchedule,
            FailoverExecutor shared) {
        this.callContext = callContext;
        this.responseSink = responseSink;
        this.attemptFactory = attemptFactory;
        this.retrySchedule = retrySchedule;
        this.shared = shared;
        this.failover = callContext.route().failover();
        this.clock = shared.clock();
        this.threads = failover.hedge().isPresent() ? shared.threads() : HERE;
    }

    void run() {
        responseSink.onDisconnect(this::leave);
        try {
            while (!answered()) {
                if (running.isEmpty()) {
                    pauseBeforeNextRound();
                }
            }
        } finally {
            running.forEach(gone.isDone() ? AttemptTask::stop : AttemptTask::supersede);
            running.forEach(AttemptTask::await);
        }
    }

    /** Gives those of a round their turns. */
    private boolean answered() {
        retrySchedule.next(now()).ifPresent(this::start);
        while (!running.isEmpty()) {
            Optional<AttemptTask> attemptTask = nextToEnd();
            if (attemptTask.isEmpty()) {
                // It takes long: the next target is asked beside it.
                retrySchedule.next(now()).ifPresent(this::start);
            } else if (hasAnswered(attemptTask.get())) {
                return true;
            } else if (running.isEmpty()) {
                retrySchedule.next(now()).ifPresent(this::start);
            }
        }
        return false;
    }

    private void start(Target target) {
        AttemptTask attemptTask = new AttemptTask(target);
        attemptTask.turn(attemptFactory.at(target, callContext, new OwnLane(attemptTask, patience())));
        running.add(attemptTask);
        if (gone.isDone()) {
            attemptTask.stop();
        }
        // One that has begun since the decision to ask another did not see this one.
        if (hedgeWinner.isWonByOther(attemptTask)) {
            attemptTask.supersede();
        }
        threads.execute(() -> {
            try {
                attemptTask.run();
            } finally {
                ended.add(attemptTask);
            }
        });
    }

    private AttemptControl.AttemptTimeouts patience() {
        Instant now = clock.instant();
        Instant end = retrySchedule.waitUntil(now);
        Instant firstToken =
                failover.firstToken().map(now::plus).filter(end::isAfter).orElse(end);
        return new AttemptControl.AttemptTimeouts(failover.firstToken().orElse(shared.silence()), firstToken, end);
    }

    /** The next one to end; nobody where it is time to ask another target beside. */
    private Optional<AttemptTask> nextToEnd() {
        boolean hedges = failover.hedge().isPresent() && running.size() == 1 && hedgeWinner.isOpen() && !gone.isDone();
        AttemptTask endedAlready = ended.poll();
        if (endedAlready != null) {
            return Optional.of(endedAlready);
        }
        try {
            return hedges && retrySchedule.hasNext(now())
                    ? Optional.ofNullable(ended.poll(failover.hedge().get().toMillis(), TimeUnit.MILLISECONDS))
                    : Optional.of(ended.take());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new GatewayException(ErrorKind.INTERNAL, "The gateway is shutting down.", interrupted);
        }
    }

    /** Every turn's end comes by here, once. Throws where it is the end of the call, too. */
    private boolean hasAnswered(AttemptTask attemptTask) {
        running.remove(attemptTask);
        Optional<GatewayException> failure = attemptTask.await();
        if (failure.isEmpty()) {
            return true;
        }
        if (attemptTask.wasSuperseded(failure.get())) {
            retrySchedule.requeue(attemptTask.target());
            return false;
        }
        boolean told = hedgeWinner.isWonBy(attemptTask) && responseSink.committed();
        FailoverDecision failoverDecision = retrySchedule.failed(attemptTask.target(), failure.get(), clock.instant());
        // Where another has begun meanwhile, the caller has an answer, whatever this one says.
        if ((told || failoverDecision == FailoverDecision.FAIL) && hedgeWinner.tryWin(attemptTask)) {
            throw failure.get();
        }
        hedgeWinner.release(attemptTask);
        return false;
    }

    private void pauseBeforeNextRound() {
        Instant now = clock.instant();
        roundBegins = retrySchedule.nextRound(now).orElseThrow(() -> retrySchedule.finalFailure(now));
        UpstreamWaits waits = callContext.callMetrics().waits();
        waits.begin(now);
        shared.pause().await(Duration.between(now, roundBegins), gone);
        waits.end(clock.instant());
        if (gone.isDone()) {
            throw new GatewayException(ErrorKind.CLIENT_GONE, "The client closed the connection.");
        }
    }

    /** Not before a pause was to end: clocks of timers and of the calendar are not the same. */
    private Instant now() {
        Instant now = clock.instant();
        return now.isBefore(roundBegins) ? roundBegins : now;
    }

    private void leave() {
        gone.complete(null);
        running.forEach(AttemptTask::stop);
    }

    /** A runner's lane beside the others'. */
    private final class OwnLane implements AttemptControl {
        private final AttemptTask attemptTask;
        private final AttemptTimeouts patience;

        private OwnLane(AttemptTask attemptTask, AttemptTimeouts patience) {
            this.attemptTask = attemptTask;
            this.patience = patience;
        }

        @Override
        public AttemptTimeouts timeouts() {
            return patience;
        }

        @Override
        public void win() {
            if (!hedgeWinner.tryWin(attemptTask)) {
                throw UpstreamCall.superseded();
            }
            others().forEach(AttemptTask::supersede);
        }

        @Override
        public void beforeLastByte() {
            others().forEach(AttemptTask::awaitRecorded);
        }

        private List<AttemptTask> others() {
            return running.stream().filter(other -> other != attemptTask).toList();
        }
    }
}
