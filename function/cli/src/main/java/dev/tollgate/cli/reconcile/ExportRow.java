package dev.tollgate.cli.reconcile;

import java.time.Instant;

/**
 * A row of an export.
 *
 * @param at the beginning of what it counts; null where the export has no times
 * @param model empty where it names none
 * @param amounts none where it counts nothing, as a day without use may have a row
 */
record ExportRow(Instant at, String model, MeasuredAmounts amounts) {}
