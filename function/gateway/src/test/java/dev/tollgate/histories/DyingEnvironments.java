package dev.tollgate.histories;

import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.bill.BudgetStatus;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.UsageLedger;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.idempotency.IdempotencyClaim;
import dev.tollgate.idempotency.IdempotencyStore;
import dev.tollgate.idempotency.IdempotentRequest;
import dev.tollgate.idempotency.ReplayableResponse;
import dev.tollgate.limit.RateLimitKey;
import dev.tollgate.limit.RateLimiter;
import dev.tollgate.limit.RateReservation;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Environments that die with a request: what it wanted to write from its acceptance on is never written. */
final class DyingEnvironments {
    private final Predicate<String> doomed;
    private final Set<Long> grants = ConcurrentHashMap.newKeySet();

    /**
     * Lets the environments of some requests die.
     *
     * @param doomed whether the environment of the request with this id dies
     */
    DyingEnvironments(Predicate<String> doomed) {
        this.doomed = doomed;
    }

    UsageLedger around(UsageLedger usageLedger) {
        return new UsageLedger() {
            @Override
            public void writePending(UsageRecord pending) {
                note(pending);
                usageLedger.writePending(pending);
            }

            @Override
            public UsageRecord reserve(UsageRecord pending, BudgetReservation budgetReservation) {
                UsageRecord opened = usageLedger.reserve(pending, budgetReservation);
                note(pending);
                return opened;
            }

            @Override
            public void requireRoom(BudgetReservation budgetReservation) {
                usageLedger.requireRoom(budgetReservation);
            }

            @Override
            public UsageRecord withoutReserving(UsageRecord pending, BudgetReservation budgetReservation) {
                return usageLedger.withoutReserving(pending, budgetReservation);
            }

            @Override
            public List<BudgetStatus> budgetStatus(UsageRecord opened, BudgetReservation budgetReservation) {
                return usageLedger.budgetStatus(opened, budgetReservation);
            }

            @Override
            public void settle(UsageRecord settled) {
                if (!doomed.test(settled.requestId())) {
                    usageLedger.settle(settled);
                }
            }

            @Override
            public String handOver(UsageRecord pending) {
                return usageLedger.handOver(pending);
            }

            @Override
            public void settle(UsageRecord settled, String hold) {
                if (!doomed.test(settled.requestId())) {
                    usageLedger.settle(settled, hold);
                }
            }

            @Override
            public void record(UsageRecord settled) {
                usageLedger.record(settled);
            }

            @Override
            public void promptLost(UsageRecord settled) {
                if (!doomed.test(settled.requestId())) {
                    usageLedger.promptLost(settled);
                }
            }

            @Override
            public void withdraw(UsageRecord settled) {
                if (!doomed.test(settled.requestId())) {
                    usageLedger.withdraw(settled);
                }
            }
        };
    }

    RateLimiter around(RateLimiter rateLimiter) {
        return new RateLimiter() {
            @Override
            public RateReservation reserve(RateLimitKey rateLimitKey, long tokens, Instant deadline, long number) {
                return rateLimiter.reserve(rateLimitKey, tokens, deadline, number);
            }

            @Override
            public void withdraw(RateLimitKey rateLimitKey, long number) {
                if (!grants.contains(number)) {
                    rateLimiter.withdraw(rateLimitKey, number);
                }
            }

            @Override
            public void settle(RateReservation reservation, long tokensUsed) {
                if (!isDead(reservation)) {
                    rateLimiter.settle(reservation, tokensUsed);
                }
            }

            @Override
            public void countLate(RateReservation reservation, long tokens) {
                if (!isDead(reservation)) {
                    rateLimiter.countLate(reservation, tokens);
                }
            }

            @Override
            public void cancel(RateReservation reservation) {
                if (!isDead(reservation)) {
                    rateLimiter.cancel(reservation);
                }
            }

            private boolean isDead(RateReservation reservation) {
                return reservation.grant() != null
                        && grants.contains(reservation.grant().number());
            }
        };
    }

    IdempotencyStore around(IdempotencyStore idempotencyStore) {
        return new IdempotencyStore() {
            @Override
            public IdempotencyClaim claim(IdempotentRequest request, String requestId, Instant until) {
                return idempotencyStore.claim(request, requestId, until);
            }

            @Override
            public void store(IdempotentRequest request, ReplayableResponse answer) {
                if (!doomed.test(answer.requestId())) {
                    idempotencyStore.store(request, answer);
                }
            }

            @Override
            public void release(IdempotentRequest request, String requestId) {
                if (!doomed.test(requestId)) {
                    idempotencyStore.release(request, requestId);
                }
            }
        };
    }

    /** A reservation does not know its request, but the record knows its grant. */
    private void note(UsageRecord accepted) {
        if (doomed.test(accepted.requestId())) {
            accepted.requestHold().windows().stream()
                    .map(RequestHold.WindowHold::number)
                    .forEach(grants::add);
        }
    }
}
