package dev.tollgate.cli;

/** What scripts are told. docs/cli.md lists them. */
final class ExitCode {
    /** Done. */
    static final int DONE = 0;

    /** Not done, or something checked is not right; the reason is on standard error. */
    static final int FAILED = 1;

    /** The command line was wrong, and nothing was tried. */
    static final int USAGE = 2;

    /** {@code tollgate diff} or {@code tollgate reconcile} has found differences. */
    static final int DIFFERENT = 3;

    /** Done, but the result could not be written to standard output. */
    static final int UNWRITTEN = 4;

    private ExitCode() {}
}
