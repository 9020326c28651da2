package dev.tollgate.server;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.manifest.EchoProvider;
import dev.tollgate.manifest.ManifestException;
import dev.tollgate.manifest.ManifestPlan;
import dev.tollgate.manifest.ManifestProblem;
import dev.tollgate.manifest.ManifestReader;
import dev.tollgate.manifest.ManifestRules;
import dev.tollgate.manifest.ParsedManifest;
import dev.tollgate.openai.ContentRules;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.pipeline.ReadinessCheck;
import dev.tollgate.promptlog.PromptLog;
import dev.tollgate.provider.ProviderKind;
import dev.tollgate.route.Alias;
import dev.tollgate.store.DynamoManifestWriter;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** Prepares the config table before the server listens: applies {@code tollgate.yaml}, or checks the table if there is none. */
@Singleton
final class ManifestStartup {
    private static final int ATTEMPTS = 5;

    private final ServerSettings settings;
    private final ManifestRules rules;
    private final DynamoManifestWriter store;
    private final ReadinessCheck readiness;
    private final PromptLog promptLog;
    private @Nullable ManifestPlan applied;

    ManifestStartup(
            ServerSettings settings,
            @All List<ProviderKind> kinds,
            DynamoManifestWriter store,
            ReadinessCheck readiness,
            PromptLog promptLog) {
        this.settings = settings;
        this.rules = new ManifestRules(
                kinds.stream().map(ProviderKind::kind).collect(Collectors.toSet()),
                settings.local(),
                System::getenv,
                settings.local() ? List.of(EchoProvider.on(settings.port())) : List.of());
        this.store = store;
        this.readiness = readiness;
        this.promptLog = promptLog;
    }

    void prepare(@Observes StartupEvent start) {
        settings.file()
                .ifPresentOrElse(
                        this::apply,
                        () -> retry("read", () -> {
                            readiness.verify();
                            return true;
                        }));
    }

    /** Returns what was applied, if anything. */
    Optional<ManifestPlan> applied() {
        return Optional.ofNullable(applied);
    }

    /**
     * Brings the config table in line with the file.
     *
     * @throws ManifestException with all mistakes of the file; then nothing is written
     * @throws StartupException if DynamoDB does not take it
     */
    DynamoManifestWriter.Applied apply(Path file) {
        ParsedManifest manifest = new ManifestReader(rules).read(file);
        if (manifest.empty() && !settings.local()) {
            throw new StartupException(
                    file + ": the file has no content, and applying it would remove all providers, aliases and"
                            + " budgets from the config table. Unset TOLLGATE_CONFIG to use the table as it is.");
        }
        manifest.warnings().stream().map(ManifestProblem::toString).forEach(System.err::println);
        ManifestPlan plan = manifest.plan();
        warnOfPrompts(plan);
        String by = String.valueOf(file.getFileName());
        DynamoManifestWriter.Applied changes = retry(
                "written",
                () -> store.apply(
                        plan.table(),
                        plan.pricing(),
                        plan.budgets(),
                        plan.policies(),
                        plan.callers(),
                        plan.keys(),
                        by));
        applied = plan;
        return changes;
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

    /**
     * Tries several times, because DynamoDB Local can exceed the gateway's timeouts right after its start. Applying a
     * manifest is idempotent.
     */
    private static <T> T retry(String verb, Supplier<T> step) {
        for (int attempt = 1; ; attempt++) {
            try {
                return step.get();
            } catch (GatewayException | IllegalStateException failure) {
                if (attempt == ATTEMPTS) {
                    throw failure(verb, failure.getCause() == null ? failure : failure.getCause());
                }
            } catch (SdkException misconfigured) {
                throw failure(verb, misconfigured);
            }
        }
    }

    private static StartupException failure(String verb, Throwable cause) {
        return new StartupException("The config table cannot be " + verb + ": " + cause.getMessage(), cause);
    }
}
