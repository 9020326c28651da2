package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.FlatJson;
import dev.tollgate.cli.port.RequestDirectory;
import dev.tollgate.cli.port.RequestDirectory.RequestQuery;
import jakarta.enterprise.context.Dependent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tollgate requests}. */
@Command(
        name = "requests",
        description = "Lists requests, the newest first; or shows one with its attempts. Texts are not in it.")
@Dependent
final class RequestsCommand implements CliCommand, Callable<Integer> {
    private static final Duration BY_DEFAULT = Duration.ofDays(7);

    private final RequestDirectory requests;
    private final Clock clock;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "What an answer has in x-request-id.")
    private @Nullable String id;

    @Option(names = "--key", paramLabel = "ID", description = "Only requests of this key.")
    private @Nullable String key;

    @Option(names = "--team", paramLabel = "ID", description = "Only requests of this team.")
    private @Nullable String team;

    @Option(names = "--alias", paramLabel = "NAME", description = "Only requests for this alias or model.")
    private @Nullable String alias;

    @Option(names = "--model", paramLabel = "NAME", description = "Only requests that this model answered.")
    private @Nullable String model;

    @Option(names = "--status", paramLabel = "N", description = "Only requests with this HTTP status.")
    private @Nullable Integer status;

    @Option(names = "--from", paramLabel = "DATE", description = "The first day or instant. Default: 7 days ago.")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "DATE",
            description = "The first day or instant after the period. Default: now.")
    private @Nullable String to;

    @Option(names = "--most", paramLabel = "N", defaultValue = "50", description = "How many. Default: 50.")
    private int most;

    @Mixin
    private CommandConsole console;

    @Spec
    private CommandSpec spec;

    RequestsCommand(RequestDirectory requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (id != null) {
            one(requests.one(id, key));
            return ExitCode.DONE;
        }
        Instant last = to == null ? clock.instant() : DateOption.read(spec, "--to", to);
        Instant first = from == null ? last.minus(BY_DEFAULT) : DateOption.read(spec, "--from", from);
        DateOption.requireOrder(spec, first, last);
        List<ObjectNode> found =
                requests.list(new RequestQuery(first, last, team, key, alias, model, status, Math.max(1, most)));
        if (console.wantsJson()) {
            ArrayNode list = CommandConsole.NODES.arrayNode();
            found.forEach(list::add);
            console.json(list);
        } else if (found.isEmpty()) {
            console.note("There are no such requests.");
        } else {
            console.text(table(found));
        }
        return ExitCode.DONE;
    }

    private void one(ObjectNode request) {
        if (console.wantsJson()) {
            console.json(request);
        } else {
            console.text(TextTable.ofFields(new LinkedHashMap<>(FlatJson.of(request.toString()))));
        }
    }

    private static String table(List<ObjectNode> requests) {
        TextTable table = new TextTable(
                        "AT", "ID", "KEY", "ALIAS", "MODEL", "STATUS", "PROMPT", "COMPLETION", "COST $", "MS")
                .right(5, 6, 7, 8, 9);
        requests.forEach(request -> table.add(
                cell(request, "at"),
                cell(request, "id"),
                cell(request, "key"),
                cell(request, "alias"),
                cell(request, "model"),
                request.has("status") ? cell(request, "status") : cell(request, "state"),
                cell(request, "prompt_tokens"),
                cell(request, "completion_tokens"),
                cell(request, "cost_usd"),
                cell(request, "duration_ms")));
        return table.text();
    }

    private static String cell(ObjectNode request, String name) {
        return DocumentText.cell(request.path(name));
    }
}
