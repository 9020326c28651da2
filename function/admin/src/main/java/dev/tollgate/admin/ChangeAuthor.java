package dev.tollgate.admin;

import org.jspecify.annotations.Nullable;

/**
 * Who makes a change, for the history and the audit trail.
 *
 * @param name the subject of an administrator, or the name that the command line was given
 * @param role the administrator's role, {@code cli}, or {@code server} for a file that a server applies
 * @param requestId the request that makes the change; null for the command line and for servers
 */
public record ChangeAuthor(
        String name, String role, @Nullable String requestId) {

    /** Somebody at a terminal. */
    public static ChangeAuthor ofCommandLine(String name) {
        return new ChangeAuthor(name, "cli", null);
    }

    /** A server that applies this file by itself, at its start or when the file changes. */
    public static ChangeAuthor ofServer(String file) {
        return new ChangeAuthor(file, "server", null);
    }
}
