package dev.tollgate.edge;

import dev.tollgate.call.CacheDirectives;
import dev.tollgate.call.CacheDirectives.Mode;
import dev.tollgate.call.ResponseSink.CacheNote;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.NumberParser;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How clients and the response cache talk to each other: {@code Cache-Control} and {@code Age}
 * (https://www.rfc-editor.org/rfc/rfc9111), and a header of the gateway's own.
 */
final class CacheHeaders {
    private static final String OWN = "x-tollgate-cache";

    /** Longer than any answer is kept. RFC 9111 says how a larger number counts. */
    private static final long MOST_SECONDS = 1L << 31;

    private CacheHeaders() {}

    /**
     * What a request asks for. Directives that mean nothing here are ignored, as RFC 9111 says, and so are broken ones.
     *
     * @throws GatewayException {@code INVALID_VALUE} if the gateway's own header has a value that it does not know
     */
    static CacheDirectives directives(MultiMap headers) {
        List<String> directives = elements(headers.getAll("cache-control"));
        Mode own = mode(headers.get(OWN));
        Optional<Duration> maxAge = directives.stream()
                .filter(directive -> directive.startsWith("max-age="))
                .map(directive -> directive.substring("max-age=".length()).replace("\"", ""))
                .flatMap(seconds -> seconds(seconds).stream())
                .findFirst();
        if (own == Mode.OFF || directives.contains("no-store")) {
            return new CacheDirectives(Mode.OFF, Optional.empty());
        }
        boolean anew = directives.contains("no-cache")
                || maxAge.filter(Duration::isZero).isPresent();
        return own == Mode.REFRESH || anew
                ? new CacheDirectives(Mode.REFRESH, Optional.empty())
                : new CacheDirectives(Mode.USE, maxAge);
    }

    private static List<String> elements(List<String> values) {
        List<String> elements = new ArrayList<>();
        for (String value : values) {
            for (String element : value.split(",", -1)) {
                elements.add(element.strip().toLowerCase(Locale.ROOT));
            }
        }
        return elements;
    }

    private static Optional<Duration> seconds(String text) {
        OptionalLong seconds = NumberParser.whole(text, 0L, Long.MAX_VALUE);
        return seconds.isPresent()
                ? Optional.of(Duration.ofSeconds(Math.min(seconds.getAsLong(), MOST_SECONDS)))
                : Optional.empty();
    }

    private static Mode mode(@Nullable String own) {
        return switch (own == null ? "" : own.strip().toLowerCase(Locale.ROOT)) {
            case "" -> Mode.USE;
            case "off" -> Mode.OFF;
            case "refresh" -> Mode.REFRESH;
            default ->
                throw GatewayException.of(
                        ErrorKind.INVALID_VALUE,
                        OWN,
                        "Invalid value for the header '" + OWN + "': expected off or refresh.");
        };
    }

    /** Says what the cache did. */
    static void add(CacheNote note, Map<String, String> headers) {
        headers.put(
                OWN,
                note.status()
                        .map(status -> status.name().toLowerCase(Locale.ROOT))
                        .orElse("off"));
        note.age().ifPresent(age -> headers.put("age", Long.toString(age.toSeconds())));
    }
}
