package dev.tollgate.server;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.provider.ProviderKind;
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
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Applies {@code tollgate.yaml} to the config table while the server starts, before it listens. */
@Singleton
final class Configuration {
    private static final int ATTEMPTS = 5;

    private final Settings settings;
    private final Rules rules;
    private final DynamoSetup store;
    private Plan applied;

    Configuration(Settings settings, @All List<ProviderKind> kinds, DynamoSetup store) {
        this.settings = settings;
        this.rules = new Rules(
                kinds.stream().map(ProviderKind::kind).collect(Collectors.toSet()),
                settings.local(),
                System::getenv,
                settings.local() ? List.of(EchoProvider.on(settings.port())) : List.of());
        this.store = store;
    }

    void apply(@Observes StartupEvent start) {
        settings.file().ifPresent(file -> {
            Setup setup = new SetupReader(rules).read(file);
            setup.warnings().stream().map(Problem::toString).forEach(System.err::println);
            write(setup.plan(), file.getFileName().toString());
            applied = setup.plan();
        });
    }

    /** What was applied, if anything. */
    Optional<Plan> applied() {
        return Optional.ofNullable(applied);
    }

    /**
     * Repeated, because a DynamoDB Local that has just been started can be slower than the gateway's patience with
     * DynamoDB. Applying is idempotent; a write of ours that was thought lost looks like somebody else's the next time.
     */
    private void write(Plan plan, String file) {
        for (int attempt = 1; ; attempt++) {
            try {
                store.apply(plan.table(), plan.prices(), plan.keys(), file);
                return;
            } catch (ChatFailure | IllegalStateException failure) {
                if (attempt == ATTEMPTS) {
                    String reason = (failure.getCause() == null ? failure : failure.getCause()).getMessage();
                    throw new StartFailure("The config table cannot be written: " + reason, failure);
                }
            }
        }
    }
}
