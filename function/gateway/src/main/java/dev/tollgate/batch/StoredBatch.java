package dev.tollgate.batch;

import dev.tollgate.bill.BatchHold;
import dev.tollgate.openai.BatchCounts;
import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.BatchError;
import dev.tollgate.openai.BatchStatus;
import dev.tollgate.provider.BatchState;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A batch of a key.
 *
 * @param id what its client knows it by
 * @param inputFile the id of the file with its lines
 * @param provider the name of the provider that has it
 * @param model the provider's own name for the model
 * @param state what the provider said last
 * @param settled whether its lines are in usage records: only then is it over for its client
 * @param hold what it holds until then
 * @param times when it came how far, in whole seconds
 * @param expiresAt when it is forgotten, in whole seconds
 * @param answersFile the id of the file with its answers; null before it has ended, or if there are none
 * @param errorsFile the same for the requests that failed
 */
public record StoredBatch(
        String id,
        BatchEndpoint endpoint,
        String inputFile,
        String provider,
        String model,
        BatchState state,
        boolean settled,
        BatchHold hold,
        Map<String, String> metadata,
        Map<BatchStatus, Instant> times,
        Instant expiresAt,
        @Nullable String answersFile,
        @Nullable String errorsFile) {

    public StoredBatch {
        metadata = Map.copyOf(metadata);
        times = Map.copyOf(times);
    }

    /** The key that it belongs to. */
    public String keyId() {
        return hold.keyId();
    }

    /** When it was created. */
    public Instant createdAt() {
        return hold.acceptedAt();
    }

    /** How many of its requests have come how far. */
    public BatchCounts counts() {
        return state.counts();
    }

    /** Why its provider did not accept it. */
    public List<BatchError> errors() {
        return state.errors();
    }

    /** What its client sees: a batch whose lines are not recorded yet is not over. */
    public BatchStatus status() {
        return state.status().ended() && !settled ? BatchStatus.FINALIZING : state.status();
    }

    /** The same batch, further on. */
    public StoredBatch with(BatchState later, Instant now) {
        return new StoredBatch(
                id,
                endpoint,
                inputFile,
                provider,
                model,
                later,
                settled,
                hold,
                metadata,
                reached(later.status().ended() ? BatchStatus.FINALIZING : later.status(), now),
                expiresAt,
                answersFile,
                errorsFile);
    }

    /** The same batch, whose lines are in usage records. */
    public StoredBatch settled(@Nullable String answers, @Nullable String errors, Instant now) {
        return new StoredBatch(
                id,
                endpoint,
                inputFile,
                provider,
                model,
                state,
                true,
                hold,
                metadata,
                reached(state.status(), now),
                expiresAt,
                answers,
                errors);
    }

    private Map<BatchStatus, Instant> reached(BatchStatus status, Instant now) {
        Map<BatchStatus, Instant> more = new EnumMap<>(BatchStatus.class);
        more.putAll(times);
        more.putIfAbsent(status, now);
        return more;
    }
}
