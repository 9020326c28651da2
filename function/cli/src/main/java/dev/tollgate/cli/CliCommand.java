package dev.tollgate.cli;

/**
 * A command of {@code tollgate}. A new command is one class that implements this interface, with picocli's
 * {@code @Command} and with {@code @Dependent}.
 */
interface CliCommand {

    /** The name of the parent command, such as {@code keys} for {@code create}; empty for a top-level command. */
    default String parent() {
        return "";
    }

    /** What it works with. */
    default CommandNeeds needs() {
        return CommandNeeds.GATEWAY_OR_TABLES;
    }
}
