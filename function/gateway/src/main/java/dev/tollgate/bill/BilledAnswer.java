package dev.tollgate.bill;

/**
 * What a complete answer used and cost.
 *
 * @param provider the provider that answered
 * @param model the provider's name of the model
 * @param cost of the attempt that answered, in micro-dollars
 */
public record BilledAnswer(String provider, String model, BillableUsage usage, Cost cost) {}
