package dev.tollgate.server;

import dev.tollgate.call.Readiness;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.provider.ProviderKind;
import dev.tollgate.setup.EchoProvider;
import dev.tollgate.setup.Plan;
import dev.tollgate.setup.Problem;
import dev.tollgate.setup.Rules;
import dev.tollgate.setup.Setup;
import dev.tollgate.setup.SetupReader;
import dev.tollgate.store.DynamoSetup;
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
final class Configuration {
    private static final int ATTEMPTS = 5;

    private final Settings settings;
    private final Rules rules;
    private final DynamoSetup store;
    private final Readiness readiness;
    private Plan applied;

    Configuration(Settings settings, @All List<ProviderKind> kinds, DynamoSetup store, Readiness readiness) {
        this.settings = settings;
        this.rules = new Rules(
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
    Optional<Plan> applied() {
        return Optional.ofNullable(applied);
    }

    private void apply(Path file) {
        Setup setup = new SetupReader(rules).read(file);
        if (setup.empty() && !settings.local()) {
            throw new StartFailure(
                    file + ": there is nothing in it, and applying it would remove all providers, aliases and"
                            + " budgets from the config table. Unset TOLLGATE_CONFIG to use the table as it is.");
        }
        setup.warnings().stream().map(Problem::toString).forEach(System.err::println);
        Plan plan = setup.plan();
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
            } catch (ChatFailure | IllegalStateException failure) {
                if (attempt == ATTEMPTS) {
                    throw failure(verb, failure.getCause() == null ? failure : failure.getCause());
                }
            } catch (SdkException misconfigured) {
                throw failure(verb, misconfigured);
            }
        }
    }

    private static StartFailure failure(String verb, Throwable cause) {
        return new StartFailure("The config table cannot be " + verb + ": " + cause.getMessage(), cause);
    }
}
