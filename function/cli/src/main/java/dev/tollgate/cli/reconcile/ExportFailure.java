package dev.tollgate.cli.reconcile;

/** Why an export cannot be read, with the file, the line and the column. */
public final class ExportFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExportFailure(String message) {
        super(message);
    }

    ExportFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
