package dev.tollgate.metering;

import dev.tollgate.bill.Tariff;
import dev.tollgate.route.Target;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * What was reserved and written when a call was accepted.
 *
 * @param tariff the rules by which the client is charged
 * @param completionLimits the limit of completion tokens that a target must get; empty if it needs none
 */
record AcceptedCall(
        RateReservations reservations,
        PendingRecord pending,
        Tariff tariff,
        Function<Target, OptionalInt> completionLimits) {}
