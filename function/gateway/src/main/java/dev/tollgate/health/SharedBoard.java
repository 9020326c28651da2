package dev.tollgate.health;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.route.ModelName;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The board as this process saw it last. It is read while calls come, in the background and not more often than the rules
 * say. A store that fails is left alone for a while, and no call ever fails or waits for it.
 */
final class SharedBoard implements Breakers {
    private static final Logger LOG = Logger.getLogger(SharedBoard.class);
    private static final int REFRESHES_LEFT_ALONE = 5;

    private final HealthBoard board;
    private final Surroundings in;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile Board seen = Board.EMPTY;
    private volatile Instant seenAt = Instant.EPOCH;
    private volatile Instant nextRead = Instant.EPOCH;
    private volatile boolean failing;

    SharedBoard(HealthBoard board, Surroundings in) {
        this.board = board;
        this.in = in;
    }

    /** Begins to read it, if it is time to. */
    void refresh(Consumer<Board> then) {
        if (!in.now().isBefore(nextRead) && reading.compareAndSet(false, true)) {
            in.background().run(() -> {
                try {
                    read(then);
                } finally {
                    reading.set(false);
                }
            });
        }
    }

    private void read(Consumer<Board> then) {
        attempt(() -> {
            Instant now = in.now();
            seen = board.read(Board.windowAt(now));
            seenAt = now;
            nextRead = now.plus(in.rules().refresh());
            return true;
        });
        if (!failing) {
            then.accept(seen);
        }
    }

    /** What is known. In Lambda a process may wake up hours later; by then every breaker has had its trial. */
    Board latest() {
        return seenAt.plus(in.rules().maxBackOff()).isBefore(in.now()) ? Board.EMPTY : seen;
    }

    @Override
    public Breaker of(ModelName model) {
        return latest().breaker(model);
    }

    /** Where another gateway was first, the next call looks what it did. */
    @Override
    public boolean replace(ModelName model, Breaker before, Breaker next) {
        boolean replaced = attempt(() -> board.replace(model, before, next));
        if (replaced) {
            seen = seen.with(model, next);
        } else if (!failing) {
            nextRead = Instant.EPOCH;
        }
        return replaced;
    }

    void report(Map<ModelName, Tally> tallies) {
        attempt(() -> {
            board.report(Board.windowAt(in.now()), tallies);
            return true;
        });
    }

    /** Whether the store has failed of late, so that nothing is asked of it. */
    private boolean leftAlone() {
        return failing && in.now().isBefore(nextRead);
    }

    private interface Access {
        boolean run();
    }

    private boolean attempt(Access access) {
        if (leftAlone()) {
            return false;
        }
        try {
            boolean result = access.run();
            failing = false;
            return result;
        } catch (ChatFailure failure) {
            if (!failing) {
                LOG.warnf(
                        failure,
                        "the health of targets is not shared for now; each process goes by what it sees itself");
            }
            failing = true;
            nextRead = in.now().plus(in.rules().refresh().multipliedBy(REFRESHES_LEFT_ALONE));
            return false;
        }
    }
}
