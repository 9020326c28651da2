package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminException;
import dev.tollgate.parse.NumberParser;
import dev.tollgate.parse.TimeParser;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The parameters of a query. One that the endpoint does not know is an error: a filter without effect shows too much. */
final class ListQuery {
    /** Whether to do what would take something away from others. */
    static final String FORCE = "force";

    private static final String LIMIT = "limit";
    static final String CURSOR = "cursor";

    private static final Duration LONGEST_PERIOD = Duration.ofDays(400);
    private static final int MOST = 100;
    private static final int LONGEST = 256;

    private final MultivaluedMap<String, String> parameters;

    private ListQuery(MultivaluedMap<String, String> parameters) {
        this.parameters = parameters;
    }

    /** The query of an endpoint that lists things page by page. */
    static ListQuery paged(UriInfo uri, String... names) {
        Set<String> known = new TreeSet<>(Set.of(names));
        known.add(LIMIT);
        known.add(CURSOR);
        return checked(uri, known);
    }

    /** The query of an endpoint without pages. */
    static ListQuery of(UriInfo uri, String... names) {
        return checked(uri, new TreeSet<>(Set.of(names)));
    }

    private static ListQuery checked(UriInfo uri, Set<String> known) {
        MultivaluedMap<String, String> parameters = uri.getQueryParameters();
        parameters.forEach((name, values) -> {
            if (!known.contains(name)) {
                throw AdminException.invalid(
                        name, known.isEmpty() ? "no parameter" : "one of " + String.join(", ", known));
            }
            if (values.size() > 1) {
                throw AdminException.invalid(name, "it once");
            }
            if (values.getFirst().length() > LONGEST) {
                throw AdminException.invalid(name, "at most " + LONGEST + " characters");
            }
        });
        return new ListQuery(parameters);
    }

    /** The value of a parameter; empty if it is not given, or without a value. */
    Optional<String> text(String name) {
        return Optional.ofNullable(parameters.getFirst(name)).filter(value -> !value.isEmpty());
    }

    String required(String name) {
        return text(name).orElseThrow(() -> AdminException.invalid(name, "a value, got none"));
    }

    <E extends Enum<E>> Optional<E> word(String name, Class<E> type) {
        return text(name).map(value -> {
            for (E constant : type.getEnumConstants()) {
                if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
                    return constant;
                }
            }
            TreeSet<String> words = new TreeSet<>();
            for (E constant : type.getEnumConstants()) {
                words.add(constant.name().toLowerCase(Locale.ROOT));
            }
            throw AdminException.invalid(name, "one of " + String.join(", ", words));
        });
    }

    /** A day or an instant. */
    Optional<Instant> instant(String name) {
        return text(name).map(value -> TimeParser.dayOrInstant(value)
                .orElseThrow(() -> AdminException.invalid(name, "a day or an instant, such as 2026-11-01T12:00:00Z")));
    }

    /**
     * The period of a list, whose months are read one by one.
     *
     * @param byDefault how long it is without {@code from}
     */
    Period period(Instant now, Duration byDefault) {
        Instant latest = now.plus(Duration.ofDays(1));
        Instant wanted = instant("to").orElse(now.plusMillis(1));
        Instant to = wanted.isBefore(latest) ? wanted : latest;
        Instant from = instant("from").orElseGet(() -> to.minus(byDefault));
        if (!from.isBefore(to)) {
            throw AdminException.invalid("from", "a time before " + to);
        }
        if (from.isBefore(to.minus(LONGEST_PERIOD))) {
            throw AdminException.invalid("from", "a time at most " + LONGEST_PERIOD.toDays() + " days before the end");
        }
        return new Period(from, to);
    }

    /** From an instant until another. */
    record Period(Instant from, Instant to) {}

    /** Whether a parameter is true; by default, it is not. */
    boolean flag(String name) {
        return text(name)
                .map(value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw AdminException.invalid(name, "true or false");
                })
                .orElse(false);
    }

    /** How many things a page has. */
    int limit() {
        return text(LIMIT)
                .map(value -> NumberParser.whole(value, 1, MOST)
                        .orElseThrow(() -> AdminException.invalid(LIMIT, "a whole number from 1 to " + MOST)))
                .orElse(MOST);
    }

    /** What the last page ended with; empty for the first page. */
    String cursor() {
        return text(CURSOR).map(ListQuery::decoded).orElse("");
    }

    /** How many things the pages before had, where the cursor is a number. */
    int offset() {
        return cursor().isEmpty()
                ? 0
                : NumberParser.whole(cursor(), 0, Integer.MAX_VALUE)
                        .orElseThrow(() -> AdminException.invalid(CURSOR, "a next_cursor of this list"));
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException forged) {
            throw AdminException.invalid(CURSOR, "a next_cursor of this list");
        }
    }

    /**
     * A page of a list.
     *
     * @param found one more than the page has, if there are more
     * @param end what the next page comes after
     */
    <T> ObjectNode page(List<T> found, Function<T, ObjectNode> json, Function<T, String> end) {
        List<T> page = found.subList(0, Math.min(found.size(), limit()));
        ObjectNode document = JsonAnswer.list();
        page.stream().map(json).forEach(document.putArray("data")::add);
        if (found.size() > page.size()) {
            document.put("next_cursor", encoded(end.apply(page.getLast())));
        }
        return document;
    }

    /** A cursor that the next request brings back. */
    static String encoded(String end) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(end.getBytes(StandardCharsets.UTF_8));
    }
}
