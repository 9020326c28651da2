package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.cli.port.RequestDirectory;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tollgate health}. */
@Command(
        name = "health",
        description =
                "Shows how the targets did that were called in the last minute, and which circuit breakers are open.")
@Dependent
final class HealthCommand implements CliCommand, Callable<Integer> {
    private final RequestDirectory requests;

    @Mixin
    private CommandConsole console;

    HealthCommand(RequestDirectory requests) {
        this.requests = requests;
    }

    @Override
    public Integer call() {
        List<ObjectNode> targets = requests.targets();
        if (console.wantsJson()) {
            ArrayNode list = CommandConsole.NODES.arrayNode();
            targets.forEach(list::add);
            console.json(list);
        } else if (targets.isEmpty()) {
            console.note("No target was called in the last minute.");
        } else {
            TextTable table = new TextTable("TARGET", "STATE", "FAILURES", "FIRST TOKEN MS", "TOKENS/S").right(2, 3, 4);
            targets.forEach(target -> table.add(
                    target.path("target").asText(),
                    target.path("state").asText(),
                    DocumentText.cell(target.path("failure_rate")),
                    DocumentText.cell(target.path("ttft_ms")),
                    DocumentText.cell(target.path("tokens_per_second"))));
            console.text(table.text());
        }
        return ExitCode.DONE;
    }
}
