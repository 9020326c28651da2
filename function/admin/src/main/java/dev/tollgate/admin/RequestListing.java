package dev.tollgate.admin;

import dev.tollgate.edge.RequestArrival;
import dev.tollgate.store.DynamoUsageRecords;
import dev.tollgate.store.KeyedRequest;
import dev.tollgate.store.ParallelCalls;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Single requests, the newest first. They are kept by key, so that a page without a key looks at all keys of the team, or at all there
 * are: at most 1,000. It reads a page of each, and goes on a few times if filters leave out what it finds.
 */
@Singleton
public final class RequestListing {
    static final int MOST_KEYS = 1_000;
    private static final int ROUNDS = 5;

    private final UsageKeyIds keys;
    private final DynamoUsageRecords records;

    RequestListing(UsageKeyIds keys, DynamoUsageRecords records) {
        this.keys = keys;
        this.records = records;
    }

    /**
     * A page of requests.
     *
     * @param end after which the next page begins; empty if there is none
     */
    public record RequestPage(List<KeyedRequest> requests, Optional<String> end) {}

    /**
     * Requests before a place, within a period.
     *
     * @param before what the last page ended with, or the end of the period
     */
    public RequestPage before(
            String before, Instant from, UsageSelection selection, Predicate<KeyedRequest> filter, int most) {
        List<String> ids = ids(selection);
        List<KeyedRequest> page = new ArrayList<>();
        String place = before;
        for (int round = 0; round < ROUNDS; round++) {
            List<KeyedRequest> read = newest(ids, place, from, most);
            for (KeyedRequest request : read) {
                place = request.place();
                if (selection.accepts(request.line().dimensions()) && filter.test(request)) {
                    page.add(request);
                    if (page.size() == most) {
                        return new RequestPage(page, Optional.of(place));
                    }
                }
            }
            if (read.size() < most) {
                return new RequestPage(page, Optional.empty());
            }
        }
        return new RequestPage(page, Optional.of(place));
    }

    private List<String> ids(UsageSelection selection) {
        List<String> ids = selection.key() != null ? List.of(selection.key()) : keys.of(selection);
        if (ids.size() > MOST_KEYS) {
            throw AdminException.invalid(
                    "key", "a key, or a team: there are more than " + MOST_KEYS + " keys to look at");
        }
        return ids;
    }

    /** One request; empty if no key of the one who asks has it. */
    public Optional<KeyedRequest> find(String id, UsageSelection selection) {
        return RequestArrival.of(id).flatMap(acceptedAt -> find(id, acceptedAt, selection));
    }

    private Optional<KeyedRequest> find(String id, Instant acceptedAt, UsageSelection selection) {
        List<KeyedRequest> found = new ArrayList<>();
        ParallelCalls.each(
                ids(selection),
                key -> records.readRequests(key, acceptedAt, acceptedAt.plusMillis(1), request -> {
                    if (request.request().requestId().equals(id)) {
                        synchronized (found) {
                            found.add(request);
                        }
                    }
                }));
        return found.stream()
                .filter(request -> selection.accepts(request.line().dimensions()))
                .findFirst();
    }

    /** The newest of all keys together: months before the place, until there are enough. */
    private List<KeyedRequest> newest(List<String> ids, String before, Instant from, int most) {
        List<KeyedRequest> found = new ArrayList<>();
        YearMonth first = YearMonth.from(from.atOffset(ZoneOffset.UTC));
        YearMonth month = YearMonth.parse(before.substring(0, "yyyy-MM".length()));
        for (; found.size() < most && !month.isBefore(first); month = month.minusMonths(1)) {
            YearMonth current = month;
            ParallelCalls.each(ids, id -> {
                List<KeyedRequest> some = records.newestFirst(id, current, before, from, most);
                synchronized (found) {
                    found.addAll(some);
                }
            });
        }
        return found.stream()
                .sorted(Comparator.comparing(KeyedRequest::place).reversed())
                .limit(most)
                .toList();
    }
}
