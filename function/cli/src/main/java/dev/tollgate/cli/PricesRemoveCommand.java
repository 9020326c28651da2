package dev.tollgate.cli;

import dev.tollgate.bill.ListPrices;
import dev.tollgate.store.DynamoPriceList;
import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tollgate prices remove}. */
@Command(name = "remove", description = "Removes an applied price list, so that the packaged one is in force again.")
@Dependent
final class PricesRemoveCommand implements CliCommand, Callable<Integer> {
    private final DynamoPriceList stored;
    private final ListPrices packaged;

    @Mixin
    private CommandConsole console;

    PricesRemoveCommand(DynamoPriceList stored, ListPrices packaged) {
        this.stored = stored;
        this.packaged = packaged;
    }

    @Override
    public String parent() {
        return PricesCommand.NAME;
    }

    @Override
    public Integer call() {
        console.note(
                stored.remove()
                        ? "Removed. Gateways of this version use their own list of " + packaged.version() + " again."
                        : "No price list was applied.");
        return ExitCode.DONE;
    }
}
