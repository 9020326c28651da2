package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.DocumentSecrets;
import dev.tollgate.failover.ProviderCheck;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Alias;
import dev.tollgate.route.JudgeConfig;
import dev.tollgate.route.ModelName;
import dev.tollgate.route.RoutingTable;
import dev.tollgate.route.RoutingTables;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tollgate check}. */
@Command(
        name = "check",
        description =
                "Requests one token from each provider in the config table, to check that its key works. Reads the"
                        + " keys as you: env: from your environment, ssm: and secret: with your rights.")
@Dependent
final class CheckCommand implements CliCommand, Callable<Integer> {
    private final Instance<RoutingTables> tables;
    private final Instance<ProviderCheck> check;
    private final Clock clock;

    @Option(names = "--provider", paramLabel = "NAME", description = "This provider only. Repeatable. Default: all.")
    private List<String> providers = List.of();

    @Option(
            names = "--model",
            paramLabel = "PROVIDER/MODEL",
            description =
                    "The model to request from this provider, instead of its first model in an alias. Repeatable.")
    private List<String> models = List.of();

    @Mixin
    private CommandConsole console;

    @Spec
    private CommandSpec spec;

    CheckCommand(Instance<RoutingTables> tables, Instance<ProviderCheck> check, Clock clock) {
        this.tables = tables;
        this.check = check;
        this.clock = clock;
    }

    /**
     * The result for one provider.
     *
     * @param model the requested model; absent if none is known
     * @param failure what went wrong; absent if the key works
     */
    private record CheckResult(
            Provider provider,
            @Nullable String model,
            long millis,
            @Nullable String failure) {

        boolean works() {
            return failure == null;
        }

        String state() {
            return works() ? "works" : model == null ? "not asked" : "fails";
        }
    }

    @Override
    public CommandNeeds needs() {
        return CommandNeeds.TABLES;
    }

    @Override
    public Integer call() {
        RoutingTable table = tables.get().current();
        List<ModelName> named = models.stream().map(this::modelName).toList();
        List<CheckResult> results = new ArrayList<>();
        for (Provider provider : selected(table)) {
            console.progress("Checking " + provider.name() + " …");
            results.add(check(provider, model(provider.name(), named, table)));
        }
        console.progress("");
        report(results);
        // A provider that no alias uses fails nobody, unless the user has named it.
        return results.stream().allMatch(result -> result.works() || (result.model() == null && providers.isEmpty()))
                ? ExitCode.DONE
                : ExitCode.FAILED;
    }

    private CheckResult check(Provider provider, Optional<String> model) {
        if (model.isEmpty()) {
            String advice = "no alias names one of its models; use --model " + provider.name() + "/MODEL";
            return new CheckResult(provider, null, 0, advice);
        }
        Instant start = clock.instant();
        String failure = null;
        try {
            check.get().run(provider, model.get());
        } catch (GatewayException refused) {
            failure = refused.getMessage();
        }
        return new CheckResult(
                provider, model.get(), Duration.between(start, clock.instant()).toMillis(), failure);
    }

    private List<Provider> selected(RoutingTable table) {
        Map<String, Provider> known = new TreeMap<>(table.providers());
        return providers.isEmpty()
                ? List.copyOf(known.values())
                : providers.stream().map(name -> require(name, known)).toList();
    }

    private static Provider require(String name, Map<String, Provider> known) {
        Provider provider = known.get(name);
        if (provider == null) {
            throw new CommandException("The config table has no provider " + name + ". It has: "
                    + String.join(", ", known.keySet()) + ".");
        }
        return provider;
    }

    private ModelName modelName(String text) {
        try {
            return ModelName.of(text);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), "--model: expected PROVIDER/MODEL, got " + text, wrong);
        }
    }

    private static Optional<String> model(String provider, List<ModelName> named, RoutingTable table) {
        Stream<String> used = new TreeMap<>(table.aliases())
                .values().stream().flatMap(CheckCommand::names).filter(name -> !table.aliases()
                        .containsKey(name));
        return Stream.concat(named.stream().map(ModelName::toString), used)
                .filter(name -> name.startsWith(provider + "/"))
                .map(name -> ModelName.of(name).model())
                .findFirst();
    }

    /** A provider may serve nothing but a fallback or a judge, whose requests need its key as much as others. */
    private static Stream<String> names(Alias alias) {
        return Stream.concat(alias.everyName(), Stream.ofNullable(alias.judge()).map(JudgeConfig::model));
    }

    private void report(List<CheckResult> results) {
        if (console.wantsJson()) {
            ArrayNode list = CommandConsole.NODES.arrayNode();
            results.forEach(result -> list.add(json(result)));
            console.json(list);
            return;
        }
        if (results.isEmpty()) {
            console.note("The config table has no providers.");
            return;
        }
        TextTable table = new TextTable("PROVIDER", "KEY", "MODEL", "STATE", "MS", "").right(4);
        results.forEach(result -> table.add(
                result.provider().name(),
                reference(result.provider()),
                result.model(),
                result.state(),
                result.works() ? Long.toString(result.millis()) : null,
                result.failure()));
        console.text(table.text());
    }

    private static ObjectNode json(CheckResult result) {
        return CommandConsole.NODES
                .objectNode()
                .put("provider", result.provider().name())
                .put("key", reference(result.provider()))
                .put("model", result.model())
                .put("state", result.state())
                .put("ms", result.millis())
                .put("failure", result.failure());
    }

    private static @Nullable String reference(Provider provider) {
        return provider.apiKey() == null ? null : DocumentSecrets.reference(provider.apiKey());
    }
}
