package dev.tollgate.store;

import software.amazon.awssdk.core.exception.SdkException;

/** A failed call of DynamoDB, with the name of the table. */
final class TableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String table;

    TableException(String table, SdkException cause) {
        super(table + ": " + cause.getMessage(), cause);
        this.table = table;
    }

    String table() {
        return table;
    }
}
