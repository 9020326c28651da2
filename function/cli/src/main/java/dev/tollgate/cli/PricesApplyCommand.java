package dev.tollgate.cli;

import dev.tollgate.admin.PriceListChanges;
import dev.tollgate.admin.PriceLists;
import dev.tollgate.bill.ListPrices;
import jakarta.enterprise.context.Dependent;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tollgate prices apply}. */
@Command(
        name = "apply",
        description = "Writes a price list to the config table. Gateways use it unless they bring a newer one along.")
@Dependent
final class PricesApplyCommand implements CliCommand, Callable<Integer> {
    private final PriceLists lists;

    @Parameters(
            paramLabel = "FILE",
            description = "A list in the form of prices.json, as `make prices LIST=FILE` writes it.")
    private Path file;

    @Mixin
    private ChangeActor actor;

    @Mixin
    private CommandConsole console;

    PricesApplyCommand(PriceLists lists) {
        this.lists = lists;
    }

    @Override
    public String parent() {
        return PricesCommand.NAME;
    }

    @Override
    public Integer call() {
        PriceLists.WrittenList written = apply();
        ListPrices applied = written.list();
        PriceListChanges changes = written.changes();
        if (!lists.isInForce(applied)) {
            console.note("Gateways of this version bring a newer list along, of "
                    + lists.packaged().version() + ", and do not use this one.");
        }
        if (console.wantsJson()) {
            console.json(changes.json(applied));
        } else {
            console.text(TerminalText.lines(changes.text(applied)));
        }
        return ExitCode.DONE;
    }

    private PriceLists.WrittenList apply() {
        String json = TextFile.read(file);
        try {
            return lists.apply(json, actor.author());
        } catch (IllegalArgumentException wrong) {
            throw new CommandException(file + ": " + wrong.getMessage() + ". Nothing was written.", wrong);
        }
    }
}
