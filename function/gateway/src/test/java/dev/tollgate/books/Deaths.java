package dev.tollgate.books;

import dev.tollgate.bill.Held;
import dev.tollgate.bill.Ledger;
import dev.tollgate.bill.Stake;
import dev.tollgate.bill.Standing;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.limit.Account;
import dev.tollgate.limit.Limits;
import dev.tollgate.limit.Reservation;
import dev.tollgate.repeat.Claim;
import dev.tollgate.repeat.Repeatable;
import dev.tollgate.repeat.Repeats;
import dev.tollgate.repeat.Sent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Environments that die with a request: what it wanted to write from its acceptance on is never written. */
final class Deaths {
    private final Predicate<String> doomed;
    private final Set<Long> grants = ConcurrentHashMap.newKeySet();

    /**
     * Those of some requests.
     *
     * @param doomed tells by its id whether a request's environment dies
     */
    Deaths(Predicate<String> doomed) {
        this.doomed = doomed;
    }

    Ledger around(Ledger ledger) {
        return new Ledger() {
            @Override
            public void open(UsageRecord pending) {
                note(pending);
                ledger.open(pending);
            }

            @Override
            public UsageRecord open(UsageRecord pending, Stake stake) {
                UsageRecord opened = ledger.open(pending, stake);
                note(pending);
                return opened;
            }

            @Override
            public void requireRoom(Stake stake) {
                ledger.requireRoom(stake);
            }

            @Override
            public UsageRecord unopened(UsageRecord pending, Stake stake) {
                return ledger.unopened(pending, stake);
            }

            @Override
            public List<Standing> standings(UsageRecord opened, Stake stake) {
                return ledger.standings(opened, stake);
            }

            @Override
            public void settle(UsageRecord settled) {
                if (!doomed.test(settled.requestId())) {
                    ledger.settle(settled);
                }
            }
        };
    }

    Limits around(Limits limits) {
        return new Limits() {
            @Override
            public Reservation reserve(Account account, long tokens, Instant deadline) {
                return limits.reserve(account, tokens, deadline);
            }

            @Override
            public void settle(Reservation reservation, long tokensUsed) {
                if (!isDead(reservation)) {
                    limits.settle(reservation, tokensUsed);
                }
            }

            @Override
            public void cancel(Reservation reservation) {
                if (!isDead(reservation)) {
                    limits.cancel(reservation);
                }
            }

            private boolean isDead(Reservation reservation) {
                return reservation.grant() != null
                        && grants.contains(reservation.grant().number());
            }
        };
    }

    Repeats around(Repeats repeats) {
        return new Repeats() {
            @Override
            public Claim claim(Repeatable request, String requestId, Instant until) {
                return repeats.claim(request, requestId, until);
            }

            @Override
            public void keep(Repeatable request, Sent answer) {
                if (!doomed.test(answer.requestId())) {
                    repeats.keep(request, answer);
                }
            }

            @Override
            public void release(Repeatable request, String requestId) {
                if (!doomed.test(requestId)) {
                    repeats.release(request, requestId);
                }
            }
        };
    }

    /** A reservation does not know its request, but the record knows its grant. */
    private void note(UsageRecord accepted) {
        if (doomed.test(accepted.requestId())) {
            accepted.held().windows().stream().map(Held.Window::number).forEach(grants::add);
        }
    }
}
