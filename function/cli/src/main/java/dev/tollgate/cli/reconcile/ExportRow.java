package dev.tollgate.cli.reconcile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of an export.
 *
 * @param at the start of the time that the row covers; absent if the export has no times
 * @param model the model; empty if the row names none
 * @param amounts the amounts; none for a day without usage
 */
record ExportRow(@Nullable Instant at, String model, MeasuredAmounts amounts) {}
