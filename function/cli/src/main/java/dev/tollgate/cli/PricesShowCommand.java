package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.bill.ListPrices;
import dev.tollgate.store.DynamoPriceList;
import jakarta.enterprise.context.Dependent;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tollgate prices show}. */
@Command(name = "show", description = "Shows which price list is in force: the packaged one, or one that was applied.")
@Dependent
final class PricesShowCommand implements CliCommand, Callable<Integer> {
    private final DynamoPriceList stored;
    private final ListPrices packaged;

    @Mixin
    private CommandConsole console;

    PricesShowCommand(DynamoPriceList stored, ListPrices packaged) {
        this.stored = stored;
        this.packaged = packaged;
    }

    @Override
    public String parent() {
        return PricesCommand.NAME;
    }

    @Override
    public Integer call() {
        Optional<DynamoPriceList.Applied> applied = stored.current();
        boolean inForce =
                applied.filter(one -> one.list().isInForceOver(packaged)).isPresent();
        if (console.wantsJson()) {
            console.json(json(applied, inForce));
        } else {
            console.text(TerminalText.lines(table(applied, inForce).text()));
        }
        return ExitCode.DONE;
    }

    private TextTable table(Optional<DynamoPriceList.Applied> applied, boolean inForce) {
        TextTable table = new TextTable("LIST", "OF", "PRICES", "IN FORCE", "APPLIED", "BY").right(2);
        table.add("packaged", packaged.version(), count(packaged), inForce ? "" : "yes", "", "");
        applied.ifPresent(one -> table.add(
                "applied",
                one.list().version(),
                count(one.list()),
                inForce ? "yes" : "",
                one.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                one.by()));
        return table;
    }

    private static String count(ListPrices list) {
        return Integer.toString(list.prices().size());
    }

    private ObjectNode json(Optional<DynamoPriceList.Applied> applied, boolean inForce) {
        ObjectNode node = CommandConsole.NODES.objectNode();
        node.set("packaged", json(packaged).put("in_force", !inForce));
        applied.ifPresent(one -> node.set(
                "applied",
                json(one.list())
                        .put("in_force", inForce)
                        .put("at", one.at().toString())
                        .put("by", one.by())));
        return node;
    }

    private static ObjectNode json(ListPrices list) {
        return CommandConsole.NODES
                .objectNode()
                .put("version", list.version())
                .put("source", list.source())
                .put("prices", list.prices().size());
    }
}
