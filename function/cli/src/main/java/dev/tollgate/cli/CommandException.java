package dev.tollgate.cli;

/** Why a command cannot do what it was asked, in a sentence or two for whoever typed it. */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        super(message);
    }

    CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
