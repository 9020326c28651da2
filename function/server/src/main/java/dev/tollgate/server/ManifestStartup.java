package dev.tollgate.server;

import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.admin.ManifestCandidate;
import dev.tollgate.admin.ManifestCandidates;
import dev.tollgate.admin.ManifestDeployment;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.manifest.ManifestException;
import dev.tollgate.manifest.ManifestPlan;
import dev.tollgate.manifest.ManifestProblem;
import dev.tollgate.manifest.ManifestReader;
import dev.tollgate.openai.ContentRules;
import dev.tollgate.pipeline.ReadinessCheck;
import dev.tollgate.promptlog.PromptLog;
import dev.tollgate.route.Alias;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Prepares the config table before the server listens: applies {@code tollgate.yaml} as a new version, or checks the table
 * if there is none.
 */
@Singleton
final class ManifestStartup {
    private final ServerSettings settings;
    private final ManifestCandidates candidates;
    private final ManifestDeployment deployment;
    private final ReadinessCheck readiness;
    private final PromptLog promptLog;
    private @Nullable ManifestPlan applied;

    ManifestStartup(
            ServerSettings settings,
            ManifestCandidates candidates,
            ManifestDeployment deployment,
            ReadinessCheck readiness,
            PromptLog promptLog) {
        this.settings = settings;
        this.candidates = candidates;
        this.deployment = deployment;
        this.readiness = readiness;
        this.promptLog = promptLog;
    }

    void prepare(@Observes StartupEvent start) {
        settings.file().ifPresentOrElse(this::apply, () -> new StartupAttempts("read").run(() -> {
            readiness.verify();
            return true;
        }));
    }

    /** Returns what was applied, if anything. */
    Optional<ManifestPlan> applied() {
        return Optional.ofNullable(applied);
    }

    /**
     * Brings the config table in line with the file. A file that is the last version and matches the table changes nothing.
     *
     * @throws ManifestException with all mistakes of the file; then nothing is written
     * @throws StartupException if DynamoDB does not take it
     */
    ManifestDeployment.Result apply(Path file) {
        ManifestCandidate candidate = candidates.of(file.toString(), ManifestReader.text(file));
        requireContent(candidate);
        candidate.warnings().stream().map(ManifestProblem::toString).forEach(System.err::println);
        warnOfPrompts(candidate.plan());
        ChangeAuthor author = ChangeAuthor.ofServer(String.valueOf(file.getFileName()));
        ManifestDeployment.Result result = new StartupAttempts("written")
                .unless(() -> deployment.inProgress(candidate))
                .run(() -> deployment.apply(candidate, author, null, null));
        applied = candidate.plan();
        return result;
    }

    /** A container's file may have been truncated. On a laptop, an empty file is one that somebody is still writing. */
    void requireContent(ManifestCandidate candidate) {
        if (candidate.empty() && !settings.local()) {
            throw new StartupException(candidate.name()
                    + ": the file has no content, and applying it would remove all providers, aliases and"
                    + " budgets from the config table. Unset TOLLGATE_CONFIG to use the table as it is.");
        }
    }

    private void warnOfPrompts(ManifestPlan plan) {
        boolean wanted = Stream.concat(
                        plan.keys().stream().map(ApiKey::content),
                        plan.table().aliases().values().stream().map(Alias::content))
                .anyMatch(ContentRules::logPrompts);
        if (wanted && !promptLog.configured()) {
            System.err.println("log_prompts is set, but TOLLGATE_PROMPT_LOG names no place: nothing is kept");
        }
    }
}
