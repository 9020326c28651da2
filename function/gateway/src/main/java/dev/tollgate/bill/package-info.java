/**
 * Money: prices, costs, usage records and budgets. Metering prices each attempt and writes usage records through
 * {@link dev.tollgate.bill.UsageLedger}; jobs and reports read them. Start reading at {@link dev.tollgate.bill.Cost}
 * and {@link dev.tollgate.bill.UsageRecord}.
 */
@NullMarked
package dev.tollgate.bill;

import org.jspecify.annotations.NullMarked;
