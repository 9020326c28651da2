package dev.tollgate.call;

import dev.tollgate.bill.UsageRecord.Attempt;
import dev.tollgate.provider.Provider;
import java.time.Instant;

/**
 * One attempt of a call, as its trace shows it.
 *
 * @param billed as the usage record has it
 */
public record AttemptReport(Attempt billed, Provider provider, Instant startedAt, Instant endedAt, AttemptSpan span) {}
