/**
 * Checks the usage records and counters after a load test, without the gateway's code. {@code load.sh} starts
 * {@link dev.tollgate.load.UsageProof}, and the simulator reads the tables with {@link dev.tollgate.load.UsageTables}. Start
 * reading at the former.
 */
@NullMarked
package dev.tollgate.load;

import org.jspecify.annotations.NullMarked;
