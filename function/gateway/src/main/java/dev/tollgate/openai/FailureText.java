package dev.tollgate.openai;

import org.jspecify.annotations.Nullable;

/** How the log shows failures: an expected one in one line, and a bug with its stack trace. */
public final class FailureText {
    private static final int MAX_LENGTH = 1_000;

    private FailureText() {}

    /** The failure in one line: what failed, and why. */
    public static String line(Throwable thrown) {
        GatewayException failure = known(thrown);
        Throwable why = failure == null ? thrown : failure.getCause() == null ? failure : failure.getCause();
        String text = (failure == null ? "" : failure.kind().word() + " ")
                + (why.getMessage() == null ? why.getClass().getName() : why.getMessage());
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH);
    }

    /** The exception whose stack trace helps to find a bug; null for an expected failure. */
    public static @Nullable Throwable bug(Throwable thrown) {
        GatewayException failure = known(thrown);
        return failure == null || failure.kind() == ErrorKind.INTERNAL ? thrown : null;
    }

    /** The gateway's own exception in the chain of causes, such as in one of a future. */
    private static @Nullable GatewayException known(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof GatewayException failure) {
                return failure;
            }
        }
        return null;
    }
}
