package dev.tollgate.metering;

import dev.tollgate.bill.Tariff;

/**
 * What was reserved and written when a call was accepted.
 *
 * @param tariff the rules by which the client is charged
 */
record AcceptedCall(RateReservations reservations, PendingRecord pending, Tariff tariff) {}
