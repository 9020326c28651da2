package dev.tollgate.cli;

import dev.tollgate.admin.AmountFormat;
import dev.tollgate.admin.CsvText;
import dev.tollgate.admin.MonthRange;
import dev.tollgate.bill.UsageSum;
import dev.tollgate.cli.invoice.InvoicePage;
import dev.tollgate.cli.invoice.TeamInvoice;
import dev.tollgate.cli.port.UsageReader;
import dev.tollgate.cli.port.UsageReader.UsageQuery;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tollgate invoice}. */
@Command(
        name = "invoice",
        description =
                "Writes what each team is charged for a month: a page to print or send, and a CSV file, for each team.")
@Dependent
final class InvoiceCommand implements CliCommand, Callable<Integer> {
    private final UsageReader usage;
    private final Clock clock;

    @Option(names = "--month", paramLabel = "YYYY-MM", description = "Such as 2026-11, in UTC. Default: last month.")
    private @Nullable String month;

    @Option(names = "--team", paramLabel = "NAME", description = "This team only. Repeatable. Default: all.")
    private List<String> teams = List.of();

    @Option(
            names = "--dir",
            paramLabel = "FOLDER",
            defaultValue = ".",
            description = "Where to write the files. Default: here.")
    private Path folder;

    @Mixin
    private CommandConsole console;

    @Spec
    private CommandSpec spec;

    InvoiceCommand(UsageReader usage, Clock clock) {
        this.usage = usage;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Instant now = clock.instant();
        YearMonth wanted = month == null ? DateOption.monthOf(now).minusMonths(1) : DateOption.month(spec, month);
        List<TeamInvoice> invoices = TeamInvoice.of(wanted, usage(wanted)).stream()
                .filter(invoice -> teams.isEmpty() || teams.contains(invoice.team()))
                .toList();
        if (invoices.isEmpty()) {
            throw new CommandException("Nothing was used in " + wanted + ".");
        }
        for (TeamInvoice invoice : invoices) {
            write(invoice, ".html", new InvoicePage(invoice, now).html());
            write(invoice, ".csv", csv(invoice));
        }
        return ExitCode.DONE;
    }

    private Map<List<String>, UsageSum> usage(YearMonth wanted) {
        UsageQuery query = new UsageQuery(
                MonthRange.start(wanted), MonthRange.start(wanted.plusMonths(1)), TeamInvoice.GROUPS, List.of());
        return usage.read(query, console::progress);
    }

    private void write(TeamInvoice invoice, String ending, String text) {
        Path file = folder.resolve(invoice.fileName() + ending);
        try {
            Files.createDirectories(folder);
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new CommandException(file + " cannot be written: " + failed);
        }
        console.line(file + ": " + invoice.title() + ", "
                + AmountFormat.dollars(invoice.total().chargeMicros()) + " $");
    }

    private static String csv(TeamInvoice invoice) {
        CsvText text = new CsvText()
                .line(
                        Stream.of("month", "team", "key", "model"),
                        Stream.of(
                                "requests",
                                "unpriced_requests",
                                "prompt_tokens",
                                "completion_tokens",
                                "cost_usd",
                                "charge_usd"));
        invoice.lines().forEach(line -> line(text, invoice, line.key(), line.model(), line.sum()));
        line(text, invoice, "total", "", invoice.total());
        return text.text();
    }

    private static void line(CsvText text, TeamInvoice invoice, String key, String model, UsageSum sum) {
        text.line(
                Stream.of(invoice.month().toString(), invoice.team(), key, model),
                Stream.concat(
                        Stream.of(sum.requests(), sum.unpriced(), sum.promptTokens(), sum.completionTokens())
                                .map(String::valueOf),
                        Stream.of(sum.costMicros(), sum.chargeMicros())
                                .map(micros -> AmountFormat.known(sum, micros))));
    }
}
