package dev.tollgate.cli;

/** Something was done, and what came of it could not be written to standard output. */
final class UnwrittenResultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnwrittenResultException(String message) {
        super(message);
    }
}
