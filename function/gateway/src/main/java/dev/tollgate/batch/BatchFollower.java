package dev.tollgate.batch;

import dev.tollgate.bill.CallOutcome;
import dev.tollgate.failover.BatchClient;
import dev.tollgate.metering.BatchMeter;
import dev.tollgate.openai.BatchStatus;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.FailureText;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.BatchState;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.RoutingTables;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows the batches that have not ended, whether their clients look or not. Once a batch has ended, its lines go into usage records,
 * and only then its client sees the end. Any number of processes may do that at a time: a line is recorded once.
 */
@ApplicationScoped
public class BatchFollower {
    /** How long one run may take in a server. A batch of 50,000 lines needs a few minutes. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Logger LOG = Logger.getLogger(BatchFollower.class);

    private final StoredBatches batches;
    private final StoredFiles files;
    private final RoutingTables routes;
    private final BatchClient client;
    private final BatchRecorder recorder;
    private final BatchMeter meter;
    private final Clock clock;

    BatchFollower(
            StoredBatches batches,
            StoredFiles files,
            RoutingTables routes,
            BatchClient client,
            BatchRecorder recorder,
            BatchMeter meter,
            Clock clock) {
        this.batches = batches;
        this.files = files;
        this.routes = routes;
        this.client = client;
        this.recorder = recorder;
        this.meter = meter;
        this.clock = clock;
    }

    /**
     * Looks once at every batch that is open. One that cannot be followed does not hold up the others.
     *
     * @param until when it must be over; the next run does the rest
     * @throws GatewayException {@code STORE_UNAVAILABLE} if the batches cannot be read
     */
    public void run(Instant until) {
        for (StoredBatch batch : batches.open()) {
            if (!clock.instant().isBefore(until)) {
                return;
            }
            try {
                follow(batch, until);
            } catch (RuntimeException failure) {
                LOG.warnf(
                        FailureText.bug(failure),
                        "The batch %s could not be followed; the next run tries again: %s",
                        batch.id(),
                        FailureText.line(failure));
            }
        }
    }

    private void follow(StoredBatch batch, Instant until) {
        Instant now = now();
        if (now.isAfter(batch.expiresAt())) {
            giveUp(batch, now);
            return;
        }
        Provider provider = Optional.ofNullable(routes.current().providers().get(batch.provider()))
                .orElseThrow(() -> new GatewayException(
                        ErrorKind.UPSTREAM_FAILED,
                        "The provider " + batch.provider() + " is not configured any more."));
        BatchState state = client.find(provider, batch.state().id(), until);
        StoredBatch followed = batch.with(state, now);
        if (state.status().ended()) {
            settle(followed, provider, until);
        } else if (!followed.equals(batch)) {
            batches.update(followed);
        }
    }

    private void settle(StoredBatch batch, Provider provider, Instant until) {
        if (!batches.lease(batch, now(), until)) {
            return;
        }
        batches.update(batch);
        RecordedLines lines = recorder.record(batch, batches.lines(batch), provider, until);
        meter.release(
                batch.hold(),
                batch.state().status() == BatchStatus.FAILED ? CallOutcome.FAILED : CallOutcome.COMPLETE,
                batch.provider(),
                batch.model());
        String answers = store(batch, FileKind.ANSWERS, lines.answered(), lines.answeredBytes());
        String errors = store(batch, FileKind.ERRORS, lines.failed(), lines.failedBytes());
        batches.finish(batch.settled(answers, errors, now()));
    }

    private @Nullable String store(StoredBatch batch, FileKind kind, long lines, long bytes) {
        if (lines == 0) {
            return null;
        }
        String id = BatchIds.results(batch.id(), kind);
        String filename = batch.id() + (kind == FileKind.ERRORS ? "_error" : "_output") + ".jsonl";
        files.put(
                new StoredFile(batch.keyId(), id, kind, filename, bytes, now(), batch.expiresAt(), batch.id()),
                new byte[0]);
        return id;
    }

    /** Its provider has forgotten it, or never says that it has ended. */
    private void giveUp(StoredBatch batch, Instant now) {
        LOG.errorf("The batch %s did not end before it expired. What it cost is not recorded.", batch.id());
        meter.release(batch.hold(), CallOutcome.FAILED, batch.provider(), batch.model());
        BatchState state = batch.state();
        BatchState lost =
                new BatchState(state.id(), BatchStatus.EXPIRED, state.counts(), state.results(), state.errors());
        batches.finish(batch.with(lost, now).settled(null, null, now));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
