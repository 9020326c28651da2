package dev.tollgate.cli;

/**
 * A command of {@code tollgate}. A class with picocli's {@code @Command} and with {@code @Dependent} that implements this
 * is all that a new command needs.
 */
interface CliCommand {

    /** The name of the command that it stands below, such as {@code keys} for {@code create}; empty for none. */
    default String parent() {
        return "";
    }
}
