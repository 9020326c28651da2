package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.failover.ProviderCheck;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Alias;
import dev.tollgate.route.ModelName;
import dev.tollgate.route.RoutingTable;
import dev.tollgate.route.RoutingTables;
import jakarta.enterprise.context.Dependent;
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
                "Asks each provider of the config table for one token, to see whether its key works. The keys are read"
                        + " as you: env: from your environment, ssm: and secret: with your rights.")
@Dependent
final class CheckCommand implements CliCommand, Callable<Integer> {
    private final RoutingTables routingTables;
    private final ProviderCheck check;
    private final Clock clock;

    @Option(names = "--provider", paramLabel = "NAME", description = "This provider only. Repeatable. Default: all.")
    private List<String> providers = List.of();

    @Option(
            names = "--model",
            paramLabel = "PROVIDER/MODEL",
            description =
                    "What to ask this provider for, instead of the first model of it that an alias names. Repeatable.")
    private List<String> models = List.of();

    @Mixin
    private CommandConsole commandConsole;

    @Spec
    private CommandSpec spec;

    CheckCommand(RoutingTables routingTables, ProviderCheck check, Clock clock) {
        this.routingTables = routingTables;
        this.check = check;
        this.clock = clock;
    }

    /**
     * What came of one provider.
     *
     * @param model what was asked for; null where none is known
     * @param failure what went wrong; null where nothing did
     */
    private record Answer(Provider provider, String model, long millis, String failure) {

        boolean works() {
            return failure == null;
        }

        String state() {
            return works() ? "works" : model == null ? "not asked" : "fails";
        }
    }

    @Override
    public Integer call() {
        RoutingTable table = routingTables.current();
        List<ModelName> named = models.stream().map(this::modelName).toList();
        List<Answer> answers = new ArrayList<>();
        for (Provider provider : asked(table)) {
            commandConsole.progress("Asking " + provider.name() + " …");
            answers.add(ask(provider, model(provider.name(), named, table)));
        }
        commandConsole.progress("");
        tell(answers);
        return answers.stream().allMatch(Answer::works) ? ExitCode.DONE : ExitCode.FAILED;
    }

    private Answer ask(Provider provider, Optional<String> model) {
        if (model.isEmpty()) {
            String advice = "no alias names a model of it: --model " + provider.name() + "/MODEL";
            return new Answer(provider, null, 0, advice);
        }
        Instant start = clock.instant();
        String failure = null;
        try {
            check.run(provider, model.get());
        } catch (GatewayException told) {
            failure = told.getMessage();
        }
        return new Answer(
                provider, model.get(), Duration.between(start, clock.instant()).toMillis(), failure);
    }

    private List<Provider> asked(RoutingTable table) {
        Map<String, Provider> known = new TreeMap<>(table.providers());
        for (String name : providers) {
            if (!known.containsKey(name)) {
                throw new CommandException("The config table has no provider " + name + ". It has: "
                        + String.join(", ", known.keySet()) + ".");
            }
        }
        return providers.isEmpty()
                ? List.copyOf(known.values())
                : providers.stream().map(known::get).toList();
    }

    private ModelName modelName(String text) {
        try {
            return ModelName.of(text);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), "--model: expected PROVIDER/MODEL, got " + text, wrong);
        }
    }

    private static Optional<String> model(String provider, List<ModelName> named, RoutingTable table) {
        Stream<ModelName> targets = new TreeMap<>(table.aliases())
                .values().stream().flatMap(alias -> alias.targets().stream()).map(Alias.TargetSpec::model);
        return Stream.concat(named.stream(), targets)
                .filter(model -> model.provider().equals(provider))
                .map(ModelName::model)
                .findFirst();
    }

    private void tell(List<Answer> answers) {
        if (commandConsole.wantsJson()) {
            ArrayNode list = CommandConsole.NODES.arrayNode();
            answers.forEach(answer -> list.add(json(answer)));
            commandConsole.json(list);
            return;
        }
        if (answers.isEmpty()) {
            commandConsole.note("The config table has no providers.");
            return;
        }
        TextTable table = new TextTable("PROVIDER", "KEY", "MODEL", "STATE", "MS", "").right(4);
        answers.forEach(answer -> table.add(
                answer.provider().name(),
                reference(answer.provider()),
                answer.model(),
                answer.state(),
                answer.works() ? Long.toString(answer.millis()) : null,
                answer.failure()));
        commandConsole.text(table.text());
    }

    private static ObjectNode json(Answer answer) {
        return CommandConsole.NODES
                .objectNode()
                .put("provider", answer.provider().name())
                .put("key", reference(answer.provider()))
                .put("model", answer.model())
                .put("state", answer.state())
                .put("ms", answer.millis())
                .put("failure", answer.failure());
    }

    private static String reference(Provider provider) {
        return provider.apiKey() == null ? null : DocumentDiff.reference(provider.apiKey());
    }
}
