package dev.tollgate.strict;

/** A provider refuses a call, and says why. */
final class RefusedCallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedCallException(String message) {
        super(message);
    }
}
