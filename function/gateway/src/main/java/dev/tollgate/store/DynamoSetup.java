package dev.tollgate.store;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.bill.Price;
import dev.tollgate.route.RoutingTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes a whole plan into the config table: what changed gets a new version, aliases and providers that are no longer
 * in the plan are deleted. Keys that the plan does not name, and policies, stay as they are.
 */
@ApplicationScoped
public class DynamoSetup {
    private final ConfigTable table;
    private final Clock clock;

    DynamoSetup(ConfigTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * Makes the table hold this plan.
     *
     * @param prices a team's own, by provider and model
     * @param by who wants it so
     * @throws IllegalArgumentException where the plan contradicts itself; nothing is written then
     * @throws IllegalStateException where somebody else changes the same documents at the same time
     */
    public Applied apply(
            RoutingTable routes, Map<String, Map<String, Price>> prices, Collection<ApiKey> keys, String by) {
        Map<String, String> wanted = documents(routes, prices);
        requireDistinct(keys);
        Map<String, StoredDocument> present = present();
        int written = 0;
        for (Map.Entry<String, String> document : wanted.entrySet()) {
            StoredDocument old = present.get(document.getKey());
            if (old == null || !old.json().equals(document.getValue())) {
                put(ConfigTable.CONFIG, document.getKey(), document.getValue(), old, by);
                written++;
            }
        }
        for (ApiKey key : keys) {
            written += write(key, by);
        }
        return new Applied(written, deleteOthers(present, wanted.keySet()));
    }

    /** Providers before aliases and deletions last, so that a gateway reading meanwhile finds what an alias names. */
    private static Map<String, String> documents(RoutingTable routes, Map<String, Map<String, Price>> prices) {
        Set<String> strangers = new TreeSet<>(prices.keySet());
        strangers.removeAll(routes.providers().keySet());
        if (!strangers.isEmpty()) {
            throw new IllegalArgumentException("prices for providers that are not in the plan: " + strangers);
        }
        Map<String, String> documents = new TreeMap<>(Comparator.reverseOrder());
        routes.providers()
                .forEach((name, provider) -> documents.put(
                        "provider#" + name, Documents.write(provider, prices.getOrDefault(name, Map.of()))));
        routes.aliases().forEach((name, alias) -> documents.put("alias#" + name, Documents.write(alias)));
        return documents;
    }

    private static void requireDistinct(Collection<ApiKey> keys) {
        long distinct = keys.stream().map(ApiKey::fingerprint).distinct().count();
        if (distinct != keys.size()) {
            throw new IllegalArgumentException("the same key is in the plan twice");
        }
    }

    private Map<String, StoredDocument> present() {
        return table.configItems(true).stream()
                .map(StoredDocument::of)
                .filter(document ->
                        document.sk().startsWith("alias#") || document.sk().startsWith("provider#"))
                .collect(Collectors.toMap(StoredDocument::sk, document -> document, (one, other) -> one, HashMap::new));
    }

    private int write(ApiKey key, String by) {
        String pk = ConfigTable.partitionOf(key.fingerprint());
        Optional<StoredDocument> old = table.find(pk, ConfigTable.KEY, true);
        if (old.filter(document -> holds(document, key)).isPresent()) {
            return 0;
        }
        put(pk, ConfigTable.KEY, Documents.write(key), old.orElse(null), by);
        return 1;
    }

    /** Compared as records: sets have no order, so that the same key may have two texts. */
    private static boolean holds(StoredDocument document, ApiKey key) {
        try {
            return Documents.read(document.json(), ApiKey.class).equals(key);
        } catch (IllegalArgumentException unreadable) {
            // What cannot be read is not this key, and is about to be replaced by it.
            return false;
        }
    }

    private void put(String pk, String sk, String json, StoredDocument old, String by) {
        long version = old == null ? 1 : old.version() + 1;
        table.put(new StoredDocument(pk, sk, json, version, clock.instant(), by));
    }

    private int deleteOthers(Map<String, StoredDocument> present, Set<String> wanted) {
        int deleted = 0;
        for (StoredDocument document : present.values()) {
            if (!wanted.contains(document.sk())) {
                table.delete(document);
                deleted++;
            }
        }
        return deleted;
    }

    /**
     * What a plan changed.
     *
     * @param written documents that are new or different
     * @param deleted documents that are gone
     */
    public record Applied(int written, int deleted) {}
}
