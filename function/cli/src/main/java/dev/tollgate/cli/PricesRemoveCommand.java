package dev.tollgate.cli;

import dev.tollgate.cli.port.PriceAdministration;
import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tollgate prices remove}. */
@Command(name = "remove", description = "Removes an applied price list, so that the packaged one is in force again.")
@Dependent
final class PricesRemoveCommand implements CliCommand, Callable<Integer> {
    private final PriceAdministration prices;

    @Mixin
    private ChangeActor actor;

    @Mixin
    private CommandConsole console;

    PricesRemoveCommand(PriceAdministration prices) {
        this.prices = prices;
    }

    @Override
    public String parent() {
        return PricesCommand.NAME;
    }

    @Override
    public Integer call() {
        console.note(
                prices.remove(actor.author())
                        ? "Removed. Gateways of this version use their own list of "
                                + prices.state().packaged().version() + " again."
                        : "No price list was applied.");
        return ExitCode.DONE;
    }
}
