package dev.tollgate.call;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.route.Failover;
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
final class Pursuit<R extends ModelRequest> {
    private static final Executor HERE = Runnable::run;

    private final Question<R> question;
    private final Recipient recipient;
    private final Turns<R> turns;
    private final Rotation rotation;
    private final Pursuits shared;
    private final Failover failover;
    private final Clock clock;
    private final Executor threads;
    private final Floor floor = new Floor();
    private final List<Runner> running = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Runner> ended = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private Instant roundBegins = Instant.MIN;

    Pursuit(Question<R> question, Recipient recipient, Turns<R> turns, Rotation rotation, Pursuits shared) {
        this.question = question;
        this.recipient = recipient;
        this.turns = turns;
        this.rotation = rotation;
        this.shared = shared;
        this.failover = question.route().failover();
        this.clock = shared.clock();
        this.threads = failover.hedge().isPresent() ? shared.threads() : HERE;
    }

    void run() {
        recipient.onGone(this::leave);
        try {
            while (!answered()) {
                if (running.isEmpty()) {
                    pauseBeforeNextRound();
                }
            }
        } finally {
            running.forEach(gone.isDone() ? Runner::stop : Runner::supersede);
            running.forEach(Runner::await);
        }
    }

    /** Gives those of a round their turns. */
    private boolean answered() {
        rotation.next(now()).ifPresent(this::start);
        while (!running.isEmpty()) {
            Optional<Runner> runner = nextToEnd();
            if (runner.isEmpty()) {
                // It takes long: the next target is asked beside it.
                rotation.next(now()).ifPresent(this::start);
            } else if (hasAnswered(runner.get())) {
                return true;
            } else if (running.isEmpty()) {
                rotation.next(now()).ifPresent(this::start);
            }
        }
        return false;
    }

    private void start(Target target) {
        Runner runner = new Runner(target);
        runner.turn(turns.at(target, question, new OwnLane(runner, patience())));
        running.add(runner);
        if (gone.isDone()) {
            runner.stop();
        }
        // One that has begun since the decision to ask another did not see this one.
        if (floor.isTakenFrom(runner)) {
            runner.supersede();
        }
        threads.execute(() -> {
            try {
                runner.run();
            } finally {
                ended.add(runner);
            }
        });
    }

    private Lane.Patience patience() {
        Instant now = clock.instant();
        Instant end = rotation.patienceEnds(now);
        Instant firstToken =
                failover.firstToken().map(now::plus).filter(end::isAfter).orElse(end);
        return new Lane.Patience(failover.firstToken().orElse(shared.silence()), firstToken, end);
    }

    /** The next one to end; nobody where it is time to ask another target beside. */
    private Optional<Runner> nextToEnd() {
        boolean hedges = failover.hedge().isPresent() && running.size() == 1 && floor.isFree() && !gone.isDone();
        Runner endedAlready = ended.poll();
        if (endedAlready != null) {
            return Optional.of(endedAlready);
        }
        try {
            return hedges && rotation.hasNext(now())
                    ? Optional.ofNullable(ended.poll(failover.hedge().get().toMillis(), TimeUnit.MILLISECONDS))
                    : Optional.of(ended.take());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ChatFailure(ErrorKind.INTERNAL, "The gateway is shutting down.", interrupted);
        }
    }

    /** Every turn's end comes by here, once. Throws where it is the end of the call, too. */
    private boolean hasAnswered(Runner runner) {
        running.remove(runner);
        Optional<ChatFailure> failure = runner.await();
        if (failure.isEmpty()) {
            return true;
        }
        if (runner.wasSuperseded(failure.get())) {
            rotation.notHeard(runner.target());
            return false;
        }
        boolean told = floor.isHeldBy(runner) && recipient.committed();
        Consequence consequence = rotation.failed(runner.target(), failure.get(), clock.instant());
        // Where another has begun meanwhile, the caller has an answer, whatever this one says.
        if ((told || consequence == Consequence.STOP) && floor.take(runner)) {
            throw failure.get();
        }
        floor.leave(runner);
        return false;
    }

    private void pauseBeforeNextRound() {
        Instant now = clock.instant();
        roundBegins = rotation.again(now).orElseThrow(() -> rotation.failure(now));
        Waits waits = question.trace().waits();
        waits.begin(now);
        shared.pause().last(Duration.between(now, roundBegins), gone);
        waits.end(clock.instant());
        if (gone.isDone()) {
            throw new ChatFailure(ErrorKind.CLIENT_GONE, "The client closed the connection.");
        }
    }

    /** Not before a pause was to end: clocks of timers and of the calendar are not the same. */
    private Instant now() {
        Instant now = clock.instant();
        return now.isBefore(roundBegins) ? roundBegins : now;
    }

    private void leave() {
        gone.complete(null);
        running.forEach(Runner::stop);
    }

    /** A runner's lane beside the others'. */
    private final class OwnLane implements Lane {
        private final Runner runner;
        private final Patience patience;

        private OwnLane(Runner runner, Patience patience) {
            this.runner = runner;
            this.patience = patience;
        }

        @Override
        public Patience patience() {
            return patience;
        }

        @Override
        public void begin() {
            if (!floor.take(runner)) {
                throw Line.superseded();
            }
            others().forEach(Runner::supersede);
        }

        @Override
        public void beforeLastByte() {
            others().forEach(Runner::awaitBooked);
        }

        private List<Runner> others() {
            return running.stream().filter(other -> other != runner).toList();
        }
    }
}
