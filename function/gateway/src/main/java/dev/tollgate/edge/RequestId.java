package dev.tollgate.edge;

import dev.tollgate.parse.NumberParser;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names each request: the first part of its usage record's key, and what a caller quotes when something is wrong. The name begins with
 * the millisecond of the request's arrival, so that its record is found without a search.
 */
final class RequestId {
    private static final String KEY = RequestId.class.getName();
    private static final String ARRIVAL = KEY + ".arrival";
    private static final Pattern FORM = Pattern.compile("req_([0-9a-f]{12})[0-9a-f]{12}");

    private RequestId() {}

    /** Names a request that arrives now. */
    static String arrives(RoutingContext http, Instant now) {
        http.put(ARRIVAL, now);
        return named(http, now.toEpochMilli());
    }

    /** This request's id, the same at every call; never the client's, who could otherwise overwrite another's record. */
    static String of(RoutingContext http) {
        String known = http.get(KEY);
        // A request that is refused before it is named has no record.
        return known == null ? named(http, ThreadLocalRandom.current().nextLong(1L << 48)) : known;
    }

    /** When the request arrived; null if it was not named then. */
    static @Nullable Instant arrival(RoutingContext http) {
        return http.get(ARRIVAL);
    }

    /** When the request with this id arrived, in whole milliseconds; empty if it is no id. */
    static Optional<Instant> arrival(String id) {
        Matcher form = FORM.matcher(id);
        return form.matches()
                ? Optional.of(Instant.ofEpochMilli(
                        NumberParser.whole(form.group(1), 16, 0, Long.MAX_VALUE).orElseThrow()))
                : Optional.empty();
    }

    /** The id of a request that arrives now and passes no HTTP server. */
    static String create(Instant now) {
        return create(now.toEpochMilli());
    }

    private static String named(RoutingContext http, long first) {
        String id = create(first);
        http.put(KEY, id);
        return id;
    }

    private static String create(long first) {
        return String.format(
                "req_%012x%012x", first, ThreadLocalRandom.current().nextLong(1L << 48));
    }
}
