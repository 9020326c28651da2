package dev.tollgate.store;

import software.amazon.awssdk.core.exception.SdkException;

/** Which table a failed call was for. It travels as a suppressed exception of the failure, because the SDK lets no other one out. */
final class CalledTable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String table;
    private final String operation;

    /**
     * The target of one call.
     *
     * @param table the table, with the index if the call reads one; several tables if it is a transaction
     * @param operation such as {@code GetItem}
     */
    CalledTable(String table, String operation) {
        super(operation + " on " + table, null, false, false);
        this.table = table;
        this.operation = operation;
    }

    /** The target of the call that failed in this way. */
    static CalledTable of(SdkException failure) {
        for (Throwable suppressed : failure.getSuppressed()) {
            if (suppressed instanceof CalledTable call) {
                return call;
            }
        }
        return new CalledTable("unknown", "unknown");
    }

    String table() {
        return table;
    }

    String operation() {
        return operation;
    }
}
