package dev.tollgate.admin;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.store.DynamoKeyRegister;
import dev.tollgate.store.RegisteredKey;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Pages of keys, ordered by id. A page without a filter is one read of the store. A filter may name any field of a key, so
 * a page with one reads keys until it has enough: at most all of them.
 */
@Singleton
public final class KeyListing {
    /** More than one read of the store returns. */
    private static final int MOST_READ = 10_000;

    private final KeyDirectory keys;
    private final Clock clock;

    KeyListing(KeyDirectory keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Whether a key works. */
    public enum State {
        ENABLED,
        DISABLED,
        EXPIRED;

        /** The state of a key now. */
        public static State of(ApiKey key, Instant now) {
            return key.disabled() ? DISABLED : key.expiredAt(now) ? EXPIRED : ENABLED;
        }
    }

    /**
     * Which keys are wanted; null fields want all.
     *
     * @param alias what the key may use
     * @param search a part of the id, of an alias or of the value of a tag, in any case
     */
    public record Filter(
            @Nullable String team,
            @Nullable State state,
            @Nullable String alias,
            @Nullable String search) {

        boolean accepts(ApiKey key, Instant now) {
            return (team == null || team.equals(key.team().orElse("")))
                    && (state == null || state == State.of(key, now))
                    && (alias == null || key.mayUse(alias))
                    && (search == null || found(key, search));
        }

        private static boolean found(ApiKey key, String search) {
            return contains(key.id(), search)
                    || key.tags().values().stream().anyMatch(value -> contains(value, search))
                    || key.aliases().stream().anyMatch(alias -> contains(alias, search));
        }

        private static boolean contains(String text, String part) {
            for (int start = 0; start + part.length() <= text.length(); start++) {
                if (text.regionMatches(true, start, part, 0, part.length())) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The keys of one id, the current one first. */
    public record Entry(List<RegisteredKey> secrets) {
        public Entry {
            secrets = List.copyOf(secrets);
        }

        /** The key with the newest secret. */
        public RegisteredKey current() {
            return secrets.getFirst();
        }

        public String id() {
            return current().key().id();
        }
    }

    /**
     * The entries after an id, in order.
     *
     * @param visible which keys there are for the one who asks
     */
    public List<Entry> after(String id, Filter filter, Predicate<ApiKey> visible, int most) {
        Instant now = clock.instant();
        List<Entry> found = new ArrayList<>();
        String place = id;
        // One more than the page, so that the last entry has all its secrets.
        DynamoKeyRegister.Page page = keys.after(place, Math.min(most, MOST_READ) + 1);
        while (true) {
            List<Entry> entries = entries(page);
            entries.stream()
                    .filter(entry -> visible.test(entry.current().key()))
                    .filter(entry -> filter.accepts(entry.current().key(), now))
                    .limit(most - found.size())
                    .forEach(found::add);
            if (page.last() || found.size() == most) {
                return found;
            }
            place = entries.getLast().id();
            page = keys.after(place, MOST_READ);
        }
    }

    /** The entry with all its secrets; as it was if the key is deleted meanwhile. */
    private Entry whole(Entry part) {
        List<RegisteredKey> secrets = keys.of(part.id());
        return secrets.isEmpty() ? part : new Entry(secrets);
    }

    /** The entries of a page that are complete, and at least one: the last one may have more secrets on the next page. */
    private List<Entry> entries(DynamoKeyRegister.Page page) {
        Map<String, List<RegisteredKey>> byId = page.keys().stream()
                .collect(Collectors.groupingBy(secret -> secret.key().id(), LinkedHashMap::new, Collectors.toList()));
        List<Entry> entries = byId.values().stream()
                .map(secrets -> new Entry(
                        secrets.stream().sorted(KeyDirectory.CURRENT_FIRST).toList()))
                .toList();
        if (page.last()) {
            return entries;
        }
        return entries.size() == 1 ? List.of(whole(entries.getFirst())) : entries.subList(0, entries.size() - 1);
    }
}
