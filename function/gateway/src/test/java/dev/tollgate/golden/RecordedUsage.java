package dev.tollgate.golden;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.openai.Usage;
import java.util.Locale;

/**
 * What the ledger says of a call, as far as a case decides it.
 *
 * @param writtenForAnHour left out if it is 0, as the next one is
 */
public record RecordedUsage(
        long prompt,
        long completion,
        long cached,

        @JsonProperty("written_for_an_hour") @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        long writtenForAnHour,

        long reasoning,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long searches,
        boolean estimated,
        String outcome,
        String error) {

    /** Of a call without tools of the provider, and without cache writes for an hour. */
    public RecordedUsage(
            long prompt,
            long completion,
            long cached,
            long reasoning,
            boolean estimated,
            String outcome,
            String error) {
        this(prompt, completion, cached, 0, reasoning, 0, estimated, outcome, error);
    }

    /** What this record says; the error is that of the last attempt. */
    public static RecordedUsage of(UsageRecord booked) {
        UsageRecord.Settlement settlement = booked.settlement();
        Usage usage = settlement.usage();
        return new RecordedUsage(
                usage.promptTokens(),
                usage.completionTokens(),
                usage.cachedTokens(),
                usage.cacheWrite1hTokens(),
                usage.reasoningTokens(),
                usage.serverToolUse().webSearches(),
                settlement.estimated(),
                settlement.outcome().name().toLowerCase(Locale.ROOT),
                settlement.attempts().isEmpty()
                        ? null
                        : settlement.attempts().getLast().error());
    }
}
