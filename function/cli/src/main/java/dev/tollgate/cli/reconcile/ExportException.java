package dev.tollgate.cli.reconcile;

/** Thrown for an unreadable export. Its message names the file, the line and the column. */
public final class ExportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExportException(String message) {
        super(message);
    }

    ExportException(String message, Throwable cause) {
        super(message, cause);
    }
}
