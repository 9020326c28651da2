package dev.tollgate.cli;

import dev.tollgate.auth.KeyHash;
import dev.tollgate.manifest.ManifestPlan;
import dev.tollgate.store.DocumentChange;
import dev.tollgate.store.DynamoManifestHistory;
import dev.tollgate.store.DynamoManifestWriter;
import dev.tollgate.store.ManifestRevision;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies a plan to the config table, and records it in the history. */
@Singleton
final class ManifestDeployment {
    private final DynamoManifestWriter store;
    private final DynamoManifestHistory history;

    ManifestDeployment(DynamoManifestWriter store, DynamoManifestHistory history) {
        this.store = store;
        this.history = history;
    }

    /**
     * The result of applying a candidate.
     *
     * @param revision the new version; empty if the last version is the same and the table matches it
     */
    record Result(Optional<ManifestRevision> revision, List<DocumentChange> changes) {

        Result {
            changes = List.copyOf(changes);
        }
    }

    /** The changes that applying the candidate would make. */
    List<DocumentChange> changes(ManifestCandidate candidate) {
        ManifestPlan plan = candidate.plan();
        return store.changes(plan.table(), plan.pricing(), plan.budgets(), plan.policies(), plan.keys());
    }

    /**
     * Writes the candidate to the table.
     *
     * @param by the name for the history
     * @param restores the version that a rollback restores; absent for a file
     */
    Result apply(ManifestCandidate candidate, String by, @Nullable Integer restores) {
        List<DocumentChange> changes = changes(candidate);
        if (changes.isEmpty() && isLast(candidate)) {
            return new Result(Optional.empty(), changes);
        }
        ManifestRevision revision =
                history.begin(candidate.kept().text(), candidate.kept().keys(), by, restores);
        ManifestPlan plan = candidate.plan();
        store.apply(plan.table(), plan.pricing(), plan.budgets(), plan.policies(), plan.keys(), by);
        history.complete(revision);
        requireLast(revision);
        return new Result(Optional.of(revision), changes);
    }

    private boolean isLast(ManifestCandidate candidate) {
        String digest = KeyHash.of(candidate.kept().text()).hex();
        return last().filter(
                        revision -> revision.complete() && revision.digest().equals(digest))
                .isPresent();
    }

    /** If two users apply at the same time, the history has both versions, but the table may have a mix of them. */
    private void requireLast(ManifestRevision revision) {
        last().filter(newest -> newest.number() != revision.number()).ifPresent(newest -> {
            throw new CommandException("Version " + revision.number() + " was applied while " + newest.by()
                    + " applied version "
                    + newest.number() + ": agree on one, and apply it again. `tollgate diff` compares a file with"
                    + " the table.");
        });
    }

    private Optional<ManifestRevision> last() {
        return history.all().stream().findFirst();
    }
}
