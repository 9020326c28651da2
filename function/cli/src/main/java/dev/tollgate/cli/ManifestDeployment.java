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

/** Applies a plan and writes down that it did. */
@Singleton
final class ManifestDeployment {
    private final DynamoManifestWriter store;
    private final DynamoManifestHistory history;

    ManifestDeployment(DynamoManifestWriter store, DynamoManifestHistory history) {
        this.store = store;
        this.history = history;
    }

    /**
     * What was done.
     *
     * @param revision the new version; empty where the last one says the same and the table holds it
     */
    record Result(Optional<ManifestRevision> revision, List<DocumentChange> changes) {

        Result {
            changes = List.copyOf(changes);
        }
    }

    /** What applying it would change. */
    List<DocumentChange> changes(ManifestCandidate candidate) {
        ManifestPlan plan = candidate.plan();
        return store.changes(plan.table(), plan.pricing(), plan.budgets(), plan.keys());
    }

    /**
     * Makes the table hold it.
     *
     * @param by who wants it so
     * @param restores the version that it goes back to, or null
     */
    Result apply(ManifestCandidate candidate, String by, Integer restores) {
        List<DocumentChange> changes = changes(candidate);
        if (changes.isEmpty() && isLast(candidate)) {
            return new Result(Optional.empty(), changes);
        }
        ManifestRevision revision =
                history.begin(candidate.kept().text(), candidate.kept().keys(), by, restores);
        ManifestPlan plan = candidate.plan();
        store.apply(plan.table(), plan.pricing(), plan.budgets(), plan.keys(), by);
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

    /** Two who apply at the same time are both written down, but the table may hold a part of each. */
    private void requireLast(ManifestRevision revision) {
        last().filter(newest -> newest.number() != revision.number()).ifPresent(newest -> {
            throw new CommandException(
                    "Version " + revision.number() + " was applied while " + newest.by() + " applied version "
                            + newest.number() + ": agree, and apply again. `tollgate diff` shows what is in force.");
        });
    }

    private Optional<ManifestRevision> last() {
        return history.all().stream().findFirst();
    }
}
