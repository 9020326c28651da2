/**
 * What a call costs: rate limits and budgets reserved before the provider is sent anything, one usage record per accepted call, and
 * their settlement. The pipeline opens a {@link dev.tollgate.metering.MeteredCall}, and every attempt reports to its meter. Start at
 * {@link dev.tollgate.metering.UsageRecorder}.
 */
@NullMarked
package dev.tollgate.metering;

import org.jspecify.annotations.NullMarked;
