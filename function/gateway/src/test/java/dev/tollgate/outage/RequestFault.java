package dev.tollgate.outage;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What can happen to one request to DynamoDB on its way there and back. */
public enum RequestFault {
    NONE,

    // Refused, as DynamoDB words it; nothing is done.
    THROTTLED,
    TOO_FAST,
    OVER_THE_ACCOUNTS_LIMIT,
    INTERNAL_ERROR,
    UNAVAILABLE,

    // The same, of transactions, or because of them.
    CONFLICT,
    CANCELLED_BY_THROTTLING,
    IN_PROGRESS,

    /** It is answered, after a while. */
    SLOW,

    // The connection breaks: before anything is done; when it is done, but nobody learns of it; in the answer.
    DROPPED,
    LOST,
    CUT,

    // No answer until the client has given up: nothing is done; it is done; it is done when it was sent again already.
    SILENT,
    LOST_IN_SILENCE,
    LATE;

    /** One for each way in which a call can end: nothing is done, it is done unknown to the client, it is done too late. */
    private static final Set<RequestFault> TELLING = EnumSet.of(THROTTLED, LOST, LATE);

    private static final Set<RequestFault> OF_TRANSACTIONS = EnumSet.of(CONFLICT, CANCELLED_BY_THROTTLING, IN_PROGRESS);
    private static final Set<RequestFault> UNANSWERED = EnumSet.of(SILENT, LOST_IN_SILENCE, LATE);

    /** All that can happen to such a call. */
    public static List<RequestFault> of(TableRequest call) {
        return Arrays.stream(values())
                .filter(fault -> fault != NONE)
                .filter(fault -> call.transacted() > 0 || !fault.ofTransactions())
                .toList();
    }

    /** Of those the ones that differ in what is done, and what is known of it. */
    public static List<RequestFault> tellingOf(TableRequest call) {
        return of(call).stream()
                .filter(fault -> TELLING.contains(fault) || fault.ofTransactions())
                .toList();
    }

    /** Whether the client notices it only after its timeout. */
    public boolean slow() {
        return UNANSWERED.contains(this);
    }

    /** Whether DynamoDB says this of transactions only. */
    public boolean ofTransactions() {
        return OF_TRANSACTIONS.contains(this);
    }

    void happenTo(ProxiedRequest visit) throws IOException {
        switch (this) {
            case NONE -> visit.answer(visit.forward());
            case THROTTLED ->
                visit.answer(TableReply.error(400, "ProvisionedThroughputExceededException", "Throughput exceeded."));
            case TOO_FAST -> visit.answer(TableReply.error(400, "ThrottlingException", "Rate exceeded"));
            case OVER_THE_ACCOUNTS_LIMIT ->
                visit.answer(TableReply.error(400, "RequestLimitExceeded", "Throughput exceeds the account's limit."));
            case INTERNAL_ERROR -> visit.answer(TableReply.error(500, "InternalServerError", "Internal server error"));
            case UNAVAILABLE -> visit.answer(TableReply.error(503, "ServiceUnavailable", "Service unavailable"));
            case CONFLICT ->
                visit.answer(
                        visit.call().transacted() > 0
                                ? TableReply.cancelled(visit.call(), "TransactionConflict")
                                : TableReply.error(
                                        400, "TransactionConflictException", "Transaction is ongoing for the item"));
            case CANCELLED_BY_THROTTLING -> visit.answer(TableReply.cancelled(visit.call(), "ThrottlingError"));
            case IN_PROGRESS ->
                visit.answer(TableReply.error(400, "TransactionInProgressException", "It is in progress already."));
            case SLOW -> {
                visit.pause();
                visit.answer(visit.forward());
            }
            case DROPPED -> visit.hangUp();
            case LOST -> {
                visit.lose();
                visit.hangUp();
            }
            case CUT -> visit.cut(visit.forward());
            case SILENT -> visit.awaitHangUp();
            case LOST_IN_SILENCE -> {
                visit.forward();
                visit.awaitHangUp();
            }
            case LATE -> {
                visit.awaitHangUp();
                visit.awaitOthers();
                visit.forward();
            }
        }
    }
}
