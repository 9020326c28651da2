package dev.tollgate.cli;

import dev.tollgate.cli.port.PriceAdministration;
import dev.tollgate.cli.port.PriceAdministration.AppliedPrices;
import dev.tollgate.cli.port.PriceAdministration.PriceListState;
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
    private final PriceAdministration prices;

    @Parameters(
            paramLabel = "FILE",
            description = "A list in the form of prices.json, as `make prices LIST=FILE` writes it.")
    private Path file;

    @Mixin
    private ChangeActor actor;

    @Mixin
    private CommandConsole console;

    PricesApplyCommand(PriceAdministration prices) {
        this.prices = prices;
    }

    @Override
    public String parent() {
        return PricesCommand.NAME;
    }

    @Override
    public Integer call() {
        AppliedPrices applied = applied();
        PriceListState state = prices.state();
        if (!state.inForce()) {
            console.note("Gateways of this version bring a newer list along, of "
                    + state.packaged().version() + ", and do not use this one.");
        }
        if (console.wantsJson()) {
            console.json(applied.changes().json(applied.version(), applied.prices()));
        } else {
            console.text(TerminalText.lines(applied.changes().text(applied.version(), applied.prices())));
        }
        return ExitCode.DONE;
    }

    private AppliedPrices applied() {
        String json = TextFile.read(file);
        try {
            return prices.apply(json, actor.author());
        } catch (IllegalArgumentException wrong) {
            throw new CommandException(file + ": " + wrong.getMessage() + ". Nothing was written.", wrong);
        }
    }
}
