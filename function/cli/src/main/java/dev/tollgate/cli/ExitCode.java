package dev.tollgate.cli;

/** The exit codes of the program, which docs/cli.md lists. */
final class ExitCode {
    /** The command has succeeded. */
    static final int DONE = 0;

    /** The command or a check has failed; the reason is on standard error. */
    static final int FAILED = 1;

    /** The command line is invalid; the command did nothing. */
    static final int USAGE = 2;

    /** {@code tollgate diff} or {@code tollgate reconcile} has found differences. */
    static final int DIFFERENT = 3;

    /** The command has succeeded, but its result could not be written to standard output. */
    static final int UNWRITTEN = 4;

    private ExitCode() {}
}
