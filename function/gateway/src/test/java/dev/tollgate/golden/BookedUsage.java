package dev.tollgate.golden;

import dev.tollgate.bill.UsageRecord;
import dev.tollgate.openai.Usage;
import java.util.Locale;

/** What the ledger says of a call, as far as a case decides it. */
public record BookedUsage(
        long prompt, long completion, long cached, long reasoning, boolean estimated, String outcome, String error) {

    /** What this record says; the error is that of the last attempt. */
    public static BookedUsage of(UsageRecord booked) {
        UsageRecord.Settlement settlement = booked.settlement();
        Usage usage = settlement.usage();
        return new BookedUsage(
                usage.promptTokens(),
                usage.completionTokens(),
                usage.cachedTokens(),
                usage.reasoningTokens(),
                settlement.estimated(),
                settlement.outcome().name().toLowerCase(Locale.ROOT),
                settlement.attempts().isEmpty()
                        ? null
                        : settlement.attempts().getLast().error());
    }
}
