package dev.tollgate.cli;

/** Thrown if a command has succeeded, but its result could not be written to standard output. */
final class UnwrittenResultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnwrittenResultException(String message) {
        super(message);
    }
}
