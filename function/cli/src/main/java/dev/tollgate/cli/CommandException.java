package dev.tollgate.cli;

/** Thrown if a command cannot do its work. Its message explains why to the user, in a sentence or two. */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        super(message);
    }

    CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
