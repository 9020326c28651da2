package dev.tollgate.admin;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.store.RegisteredKey;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Pages of keys, ordered by id. Filters may name any field of a key, so a page reads all keys: 10,000 are about 8 MB, in a second or
 * less.
 */
@Singleton
public final class KeyListing {
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
        return all().values().stream()
                .filter(entry -> entry.id().compareTo(id) > 0)
                .filter(entry -> visible.test(entry.current().key()))
                .filter(entry -> filter.accepts(entry.current().key(), now))
                .limit(most)
                .toList();
    }

    /** All keys by id. */
    Map<String, Entry> all() {
        Map<String, List<RegisteredKey>> byId = keys.all().stream()
                .collect(Collectors.groupingBy(found -> found.key().id(), TreeMap::new, Collectors.toList()));
        Map<String, Entry> entries = new TreeMap<>();
        byId.forEach((id, found) -> entries.put(
                id, new Entry(found.stream().sorted(KeyDirectory.CURRENT_FIRST).toList())));
        return entries;
    }
}
