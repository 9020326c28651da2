package dev.tollgate.edge;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;

/** Where clients name the conversation that a request belongs to: OpenRouter's header, and those of coding agents. */
final class SessionHeaders {
    /** The second is OpenCode's and Crush's, the next two are those of older and newer Codex, the last is Claude Code's. */
    private static final List<String> NAMES =
            List.of("x-session-id", "x-session-affinity", "session_id", "session-id", "x-claude-code-session-id");

    private SessionHeaders() {}

    /** The conversation; empty if no header names it. */
    static Optional<String> session(MultiMap headers) {
        return NAMES.stream()
                .flatMap(name -> Optional.ofNullable(headers.get(name)).stream())
                .filter(value -> !value.isBlank())
                .findFirst();
    }
}
