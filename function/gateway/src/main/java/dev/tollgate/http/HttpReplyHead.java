package dev.tollgate.http;

import dev.tollgate.parse.NumberParser;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The status and headers of a reply.
 *
 * @param status the status, from 200
 * @param headers by name in lower case; several with one name are one list
 * @param last whether the other side closes the connection after the body
 */
public record HttpReplyHead(int status, Map<String, String> headers, boolean last) {
    private static final int MAX_KEEP_ALIVE_SECONDS = 999_999;
    private static final Pattern KEEP_ALIVE_SECONDS = Pattern.compile("(?:^|.*[ ,])timeout=([0-9]{1,6})(?:[ ,].*|$)");

    /**
     * How long a connection may pause before the server closes it, less a second for the way; empty where the server does not say
     * (https://www.rfc-editor.org/rfc/rfc2068#section-19.7.1.1).
     */
    Optional<Duration> keepAlive() {
        String keepAlive = headers.get("keep-alive");
        if (keepAlive == null) {
            return Optional.empty();
        }
        Matcher matcher = KEEP_ALIVE_SECONDS.matcher(keepAlive);
        return matcher.matches()
                ? NumberParser.whole(matcher.group(1), 0, MAX_KEEP_ALIVE_SECONDS).stream()
                        .mapToObj(seconds -> Duration.ofSeconds(seconds - 1))
                        .findFirst()
                : Optional.empty();
    }

    /** A header, by its name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
