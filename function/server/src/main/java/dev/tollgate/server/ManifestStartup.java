package dev.tollgate.server;

import dev.tollgate.manifest.EchoProvider;
import dev.tollgate.manifest.ManifestPlan;
import dev.tollgate.manifest.ManifestProblem;
import dev.tollgate.manifest.ManifestReader;
import dev.tollgate.manifest.ManifestRules;
import dev.tollgate.manifest.ParsedManifest;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.pipeline.ReadinessCheck;
import dev.tollgate.provider.ProviderKind;
import dev.tollgate.store.DynamoManifestWriter;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/** Sees to the config table while the server starts, before it listens: applies {@code tollgate.yaml}, if there is one. */
@Singleton
final class ManifestStartup {
    private static final int ATTEMPTS = 5;

    private final ServerSettings settings;
    private final ManifestRules rules;
    private final DynamoManifestWriter store;
    private final ReadinessCheck readiness;
    private ManifestPlan applied;

    ManifestStartup(
            ServerSettings settings,
            @All List<ProviderKind> kinds,
            DynamoManifestWriter store,
            ReadinessCheck readiness) {
        this.settings = settings;
        this.rules = new ManifestRules(
                kinds.stream().map(ProviderKind::kind).collect(Collectors.toSet()),
                settings.local(),
                System::getenv,
                settings.local() ? List.of(EchoProvider.on(settings.port())) : List.of());
        this.store = store;
        this.readiness = readiness;
    }

    void prepare(@Observes StartupEvent start) {
        settings.file().ifPresentOrElse(this::apply, () -> insist("read", readiness::verify));
    }

    /** What was applied, if anything. */
    Optional<ManifestPlan> applied() {
        return Optional.ofNullable(applied);
    }

    private void apply(Path file) {
        ParsedManifest parsedManifest = new ManifestReader(rules).read(file);
        if (parsedManifest.empty() && !settings.local()) {
            throw new StartupException(
                    file + ": there is nothing in it, and applying it would remove all providers, aliases and"
                            + " budgets from the config table. Unset TOLLGATE_CONFIG to use the table as it is.");
        }
        parsedManifest.warnings().stream().map(ManifestProblem::toString).forEach(System.err::println);
        ManifestPlan plan = parsedManifest.plan();
        String by = file.getFileName().toString();
        insist("written", () -> store.apply(plan.table(), plan.pricing(), plan.budgets(), plan.keys(), by));
        applied = plan;
    }

    /**
     * Tries more than once, because a DynamoDB Local that has just been started can be slower than the gateway's patience
     * with DynamoDB. Applying is idempotent.
     */
    private static void insist(String verb, Runnable step) {
        for (int attempt = 1; ; attempt++) {
            try {
                step.run();
                return;
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
