package dev.tollgate.cli.invoice;

import dev.tollgate.admin.AmountFormat;
import dev.tollgate.bill.UsageSum;
import dev.tollgate.cli.invoice.TeamInvoice.InvoiceLine;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Collectors;

/** An invoice as a page that a browser shows and prints. It loads nothing. */
public record InvoicePage(TeamInvoice invoice, Instant madeAt) {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

    /** The HTML. */
    public String html() {
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s, %2$s</title>
            <style>
            body { font: 14px/1.5 system-ui, sans-serif; max-width: 60em; margin: 3em auto; padding: 0 1em; }
            table { border-collapse: collapse; width: 100%%; }
            th, td { padding: .4em .6em; text-align: left; border-bottom: 1px solid #ccc; }
            td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
            tfoot td { font-weight: bold; border-bottom: none; }
            footer { margin-top: 2em; color: #555; }
            </style>
            </head>
            <body>
            <h1>%1$s</h1>
            <p>Usage of language models in %2$s (UTC). Charges in US dollars.</p>
            <table>
            <thead><tr><th>Key</th><th>Model</th><th class="number">Requests</th><th class="number">Prompt tokens</th>\
            <th class="number">Completion tokens</th><th class="number">Charge</th></tr></thead>
            <tbody>
            %3$s
            </tbody>
            <tfoot>%4$s</tfoot>
            </table>
            %5$s<footer>Made by tollgate from its usage records at %6$s.</footer>
            </body>
            </html>
            """.formatted(
                        escaped("Team " + invoice.title()),
                        MONTH.format(invoice.month()),
                        invoice.lines().stream().map(InvoicePage::row).collect(Collectors.joining("\n")),
                        row("Total", "", invoice.total()),
                        remarks(invoice.total()),
                        madeAt.truncatedTo(ChronoUnit.SECONDS));
    }

    private static String row(InvoiceLine line) {
        return row(line.key(), line.model(), line.sum());
    }

    private static String row(String key, String model, UsageSum sum) {
        return "<tr><td>" + escaped(key) + "</td><td>" + escaped(model) + "</td>" + number(sum.requests())
                + number(sum.promptTokens()) + number(sum.completionTokens()) + "<td class=\"number\">" + charge(sum)
                + "</td></tr>";
    }

    private static String number(long value) {
        return "<td class=\"number\">" + String.format(Locale.ROOT, "%,d", value) + "</td>";
    }

    /** What has no price is not free. */
    private static String charge(UsageSum sum) {
        return sum.chargeMicros() == 0 && sum.unpriced() > 0 ? "unknown" : AmountFormat.dollars(sum.chargeMicros());
    }

    private static String remarks(UsageSum total) {
        return remark(total.unpriced(), "without a known price are not in the charge.")
                + remark(total.pending(), "were still in progress and are not in the charge.")
                + remark(total.abandoned(), "have an unknown charge, because the gateway ended while they ran.");
    }

    private static String remark(long requests, String what) {
        return requests == 0
                ? ""
                : "<p>" + String.format(Locale.ROOT, "%,d", requests) + " requests " + what + "</p>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
