package dev.tollgate.admin;

import dev.tollgate.manifest.ManifestPlan;
import dev.tollgate.parse.Sha256Digest;
import dev.tollgate.store.DocumentChange;
import dev.tollgate.store.DynamoManifestHistory;
import dev.tollgate.store.DynamoManifestWriter;
import dev.tollgate.store.ManifestRevision;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies a plan to the config table, and records it in the history. */
@Singleton
public final class ManifestDeployment {
    /** A version that is not complete after this time was interrupted. A usual file takes less than a second. */
    private static final Duration INTERRUPTED = Duration.ofSeconds(20);

    private final DynamoManifestWriter store;
    private final DynamoManifestHistory history;
    private final AuditTrail audit;
    private final Clock clock;

    ManifestDeployment(DynamoManifestWriter store, DynamoManifestHistory history, AuditTrail audit, Clock clock) {
        this.store = store;
        this.history = history;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The result of applying a candidate.
     *
     * @param revision the new version; empty if the last version is the same and the table matches it
     */
    public record Result(Optional<ManifestRevision> revision, List<DocumentChange> changes) {

        public Result {
            changes = List.copyOf(changes);
        }

        /** The number of new and changed documents. */
        public long written() {
            return changes.size() - removed();
        }

        /** The number of removed documents. */
        public long removed() {
            return changes.stream().filter(change -> change.after() == null).count();
        }
    }

    /** The changes that applying the candidate would make. */
    public List<DocumentChange> changes(ManifestCandidate candidate) {
        ManifestPlan plan = candidate.plan();
        return store.changes(
                plan.table(), plan.pricing(), plan.budgets(), plan.policies(), plan.callers(), plan.keys());
    }

    /**
     * Writes the candidate to the table.
     *
     * @param author who applies it, for the history and the audit trail
     * @param restores the version that a rollback restores; absent for a file
     * @param seen the number of the version that the author has seen; absent to replace any
     * @throws dev.tollgate.store.DocumentChangedException if that is not the last one any more; then nothing is written
     */
    public Result apply(
            ManifestCandidate candidate, ChangeAuthor author, @Nullable Integer restores, @Nullable Integer seen) {
        List<DocumentChange> changes = changes(candidate);
        if (changes.isEmpty() && isLast(candidate)) {
            return new Result(Optional.empty(), changes);
        }
        ManifestRevision revision = history.begin(
                candidate.kept().text(),
                candidate.kept().keys(),
                author.name(),
                new DynamoManifestHistory.Place(restores, seen));
        ManifestPlan plan = candidate.plan();
        store.apply(
                plan.table(),
                plan.pricing(),
                plan.budgets(),
                plan.policies(),
                plan.callers(),
                plan.keys(),
                author.name());
        String action = restores == null ? "apply" : "rollback";
        history.complete(
                revision, audit.record(author, action, "config", null, new AppliedChanges(revision, changes).json()));
        requireLast(revision);
        return new Result(Optional.of(revision), changes);
    }

    /** Whether somebody else is applying the same file, such as a server that starts at the same time. */
    public boolean inProgress(ManifestCandidate candidate) {
        return lastOf(candidate)
                .filter(revision ->
                        !revision.complete() && revision.at().plus(INTERRUPTED).isAfter(clock.instant()))
                .isPresent();
    }

    private boolean isLast(ManifestCandidate candidate) {
        return lastOf(candidate).filter(ManifestRevision::complete).isPresent();
    }

    /** The last version, if it has this text. */
    private Optional<ManifestRevision> lastOf(ManifestCandidate candidate) {
        String digest = Sha256Digest.hexOf(candidate.kept().text());
        return history.last().filter(revision -> revision.digest().equals(digest));
    }

    /** If two users apply at the same time, the history has both versions, but the table may have a mix of them. */
    private void requireLast(ManifestRevision revision) {
        history.last().filter(newest -> newest.number() != revision.number()).ifPresent(newest -> {
            throw new AdminException(
                    AdminErrorKind.CONFLICT,
                    "Version " + revision.number() + " was applied while " + newest.by()
                            + " applied version "
                            + newest.number()
                            + ": agree on one, and apply it again. A comparison with the table shows what is in force.");
        });
    }
}
