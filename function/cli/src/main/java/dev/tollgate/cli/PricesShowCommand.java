package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.cli.port.PriceAdministration;
import dev.tollgate.cli.port.PriceAdministration.PriceListState;
import dev.tollgate.cli.port.PriceAdministration.PriceListSummary;
import jakarta.enterprise.context.Dependent;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tollgate prices show}. */
@Command(name = "show", description = "Shows which price list is in force: the packaged one, or one that was applied.")
@Dependent
final class PricesShowCommand implements CliCommand, Callable<Integer> {
    private final PriceAdministration prices;

    @Mixin
    private CommandConsole console;

    PricesShowCommand(PriceAdministration prices) {
        this.prices = prices;
    }

    @Override
    public String parent() {
        return PricesCommand.NAME;
    }

    @Override
    public Integer call() {
        PriceListState state = prices.state();
        if (console.wantsJson()) {
            console.json(json(state));
        } else {
            console.text(table(state).text());
        }
        return ExitCode.DONE;
    }

    private static TextTable table(PriceListState state) {
        TextTable table = new TextTable("LIST", "OF", "PRICES", "IN FORCE", "APPLIED", "BY").right(2);
        add(table, "packaged", state.packaged(), !state.inForce());
        state.applied().ifPresent(applied -> add(table, "applied", applied, state.inForce()));
        return table;
    }

    private static void add(TextTable table, String name, PriceListSummary list, boolean inForce) {
        table.add(
                name,
                list.version(),
                Integer.toString(list.prices()),
                inForce ? "yes" : "",
                list.at() == null
                        ? ""
                        : list.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                list.by());
    }

    private static ObjectNode json(PriceListState state) {
        ObjectNode node = CommandConsole.NODES.objectNode();
        node.set("packaged", json(state.packaged(), !state.inForce()));
        state.applied().ifPresent(applied -> node.set("applied", json(applied, state.inForce())));
        return node;
    }

    private static ObjectNode json(PriceListSummary list, boolean inForce) {
        ObjectNode node = CommandConsole.NODES
                .objectNode()
                .put("version", list.version())
                .put("source", list.source())
                .put("prices", list.prices())
                .put("in_force", inForce);
        if (list.at() != null) {
            node.put("at", list.at().toString()).put("by", list.by());
        }
        return node;
    }
}
