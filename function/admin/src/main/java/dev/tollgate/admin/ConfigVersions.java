package dev.tollgate.admin;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.manifest.ManifestPlan;
import dev.tollgate.manifest.ManifestProblem;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.store.DocumentChange;
import dev.tollgate.store.DynamoManifestHistory;
import dev.tollgate.store.ManifestRevision;
import dev.tollgate.store.PlannedDocuments;
import dev.tollgate.store.StoreAdvice;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The configuration as a whole: a file that is checked and applied, and the versions of it. */
@Singleton
public final class ConfigVersions {
    private final DynamoManifestHistory history;
    private final ManifestCandidates candidates;
    private final ManifestDeployment deployment;
    private final BudgetTags tags;
    private final EntryUses uses;

    ConfigVersions(
            DynamoManifestHistory history,
            ManifestCandidates candidates,
            ManifestDeployment deployment,
            BudgetTags tags,
            EntryUses uses) {
        this.history = history;
        this.candidates = candidates;
        this.deployment = deployment;
        this.tags = tags;
        this.uses = uses;
    }

    /** All versions, the newest first. */
    public List<ManifestRevision> all() {
        return history.all();
    }

    public Optional<ManifestRevision> last() {
        return history.last();
    }

    /** Throws {@link AdminException} if there is none of this number. */
    public ManifestRevision require(int number) {
        return history.find(number)
                .orElseThrow(() -> new AdminException(AdminErrorKind.NOT_FOUND, "There is no version " + number + "."));
    }

    /**
     * A file without errors, and what it would change.
     *
     * @param warnings what is no error, and may be a mistake
     */
    public record CheckedConfig(
            ManifestCandidate candidate, List<DocumentChange> changes, List<ManifestProblem> warnings) {}

    /** Checks a file. Throws {@link dev.tollgate.manifest.ManifestException} with all its errors. */
    public CheckedConfig check(String yaml) {
        return check("tollgate.yaml", yaml);
    }

    /** The same for a file of this name, which messages have. */
    public CheckedConfig check(String name, String yaml) {
        return checked(candidates.of(name, yaml));
    }

    /** The same for a version. */
    public CheckedConfig check(ManifestRevision revision) {
        return checked(candidates.of(revision));
    }

    private CheckedConfig checked(ManifestCandidate candidate) {
        List<DocumentChange> changes = deployment.changes(candidate);
        List<ManifestProblem> warnings = new ArrayList<>(candidate.warnings());
        warnings.addAll(tags.warnings(candidate));
        lossWarning(candidate, changes).map(candidate::remark).ifPresent(warnings::add);
        return new CheckedConfig(candidate, changes, warnings);
    }

    /**
     * Applies a file.
     *
     * @param force also if it has no entries, or takes an alias away from keys
     * @param seen the number of the version that the author has seen; absent to replace any
     * @throws dev.tollgate.store.DocumentChangedException if that is not the last one any more; then nothing is written
     */
    public ManifestDeployment.Result apply(
            CheckedConfig config, boolean force, ChangeAuthor author, @Nullable Integer seen) {
        requireHarmless(config, force);
        return deployment.apply(config.candidate(), author, null, seen);
    }

    /** Applies a version again, as a new one. */
    public ManifestDeployment.Result rollBack(
            ManifestRevision revision, boolean force, ChangeAuthor author, @Nullable Integer seen) {
        CheckedConfig config = check(revision);
        requireHarmless(config, force);
        return deployment.apply(config.candidate(), author, revision.number(), seen);
    }

    /**
     * What differs between two versions.
     *
     * @param to empty for the configuration in force
     */
    public List<DocumentChange> between(ManifestRevision from, Optional<ManifestRevision> to) {
        ManifestCandidate before = candidates.of(from);
        if (to.isEmpty()) {
            return deployment.changes(before).stream()
                    .map(DocumentChange::reversed)
                    .toList();
        }
        return documents(before).changesTo(documents(candidates.of(to.get())));
    }

    private static PlannedDocuments documents(ManifestCandidate candidate) {
        ManifestPlan plan = candidate.plan();
        return new PlannedDocuments(
                plan.table(), plan.pricing(), plan.budgets(), plan.policies(), plan.callers(), plan.keys());
    }

    private void requireHarmless(CheckedConfig config, boolean force) {
        if (force) {
            return;
        }
        RemovedDocuments.danger(config.candidate(), config.changes())
                .filter(_ -> config.candidate().empty())
                .ifPresent(danger -> {
                    throw new AdminException(
                            AdminErrorKind.CONFLICT, danger + " Add force=true to apply it all the same.");
                });
        loss(losing(config.candidate(), config.changes())).ifPresent(loss -> {
            throw new AdminException(AdminErrorKind.CONFLICT, loss + " Add force=true to apply it all the same.");
        });
    }

    /** Somebody without the right to read all keys may still apply a file. */
    private Optional<String> lossWarning(ManifestCandidate candidate, List<DocumentChange> changes) {
        try {
            return loss(losing(candidate, changes));
        } catch (GatewayException unknown) {
            return Optional.of("Nobody could check whether a key names an alias that the file removes. "
                    + StoreAdvice.on(unknown).orElseGet(unknown::getMessage));
        }
    }

    private static Optional<String> loss(List<String> losing) {
        return losing.isEmpty()
                ? Optional.empty()
                : Optional.of("An alias that it removes is named by " + EntryUses.listed(losing) + ".");
    }

    /** The keys outside of the file that name an alias which it removes; those in the file were checked with it. */
    private List<String> losing(ManifestCandidate candidate, List<DocumentChange> changes) {
        Set<String> removed = changes.stream()
                .filter(change -> change.after() == null && change.name().startsWith(ConfigSection.ALIAS.prefix()))
                .map(change ->
                        change.name().substring(ConfigSection.ALIAS.prefix().length()))
                .collect(Collectors.toSet());
        if (removed.isEmpty()) {
            return List.of();
        }
        Set<String> inFile = candidate.plan().keys().stream().map(ApiKey::id).collect(Collectors.toSet());
        return uses.keysNaming(removed::contains).stream()
                .filter(key -> !inFile.contains(key.substring("key ".length())))
                .toList();
    }
}
