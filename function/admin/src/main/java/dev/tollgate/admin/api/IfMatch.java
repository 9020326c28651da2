package dev.tollgate.admin.api;

import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.parse.NumberParser;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The version that a change has seen (https://www.rfc-editor.org/rfc/rfc9110#name-if-match). */
final class IfMatch {
    private static final String HEADER = "If-Match";

    private IfMatch() {}

    /**
     * Requires that a change has seen the current version.
     *
     * @param what it changes, such as {@code The key team-a}
     * @throws AdminException {@code VERSION_REQUIRED} or {@code VERSION_CHANGED}
     */
    static void require(RoutingContext http, String what, long version, String by, Instant at) {
        requireSent(http);
        requireIfSent(http, what, version, by, at);
    }

    /** Requires that a change names a version. */
    static void requireSent(RoutingContext http) {
        if (http.request().getHeader(HEADER) == null) {
            throw new AdminException(
                    AdminErrorKind.VERSION_REQUIRED,
                    "Send the version that you have read, its ETag, in the header If-Match.");
        }
    }

    /** Requires that a change has seen the current version if it names one. */
    static void requireIfSent(RoutingContext http, String what, long version, String by, Instant at) {
        Optional.ofNullable(http.request().getHeader(HEADER))
                .map(String::strip)
                .ifPresent(seen -> requireCurrent(seen, what, version, by, at));
    }

    private static void requireCurrent(String seen, String what, long version, String by, Instant at) {
        if (NumberParser.whole(seen.replace("\"", ""), 0, Integer.MAX_VALUE).orElse(-1) != version) {
            throw new AdminException(
                    AdminErrorKind.VERSION_CHANGED,
                    "%s is at version %d, which %s wrote at %s; you have sent %s. Read it again."
                            .formatted(what, version, by, at.truncatedTo(ChronoUnit.SECONDS), seen));
        }
    }
}
