package dev.tollgate.store;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.TagBudget;
import dev.tollgate.bill.PricingConfig;
import dev.tollgate.bill.TariffTable;
import dev.tollgate.openai.GatewayPolicy;
import dev.tollgate.route.RoutingTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
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
public class DynamoManifestWriter {
    private static final List<String> SECTIONS = List.of("alias#", "budget#", "provider#", ConfigTable.TERMS);

    private final ConfigTable table;
    private final Clock clock;

    DynamoManifestWriter(ConfigTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * Makes the table hold this plan.
     *
     * @param budgets those of tags
     * @param by who wants it so
     * @throws IllegalArgumentException where the plan contradicts itself; nothing is written then
     * @throws IllegalStateException where somebody else changes the same documents at the same time
     */
    public Applied apply(
            RoutingTable routes,
            PricingConfig pricing,
            Collection<TagBudget> budgets,
            Collection<ApiKey> keys,
            String by) {
        List<Step> steps = steps(documents(routes, pricing, budgets), keys);
        steps.forEach(step -> run(step, by));
        int deleted = (int) steps.stream().filter(step -> step.wanted() == null).count();
        return new Applied(steps.size() - deleted, deleted);
    }

    /**
     * What {@link #apply} would change, and nothing is written.
     *
     * @throws IllegalArgumentException where the plan contradicts itself
     */
    public List<DocumentChange> changes(
            RoutingTable routes, PricingConfig pricing, Collection<TagBudget> budgets, Collection<ApiKey> keys) {
        return steps(documents(routes, pricing, budgets), keys).stream()
                .map(Step::change)
                .toList();
    }

    /** Providers before aliases and deletions last, so that a gateway reading meanwhile finds what an alias names. */
    private List<Step> steps(Map<String, String> wanted, Collection<ApiKey> keys) {
        requireDistinct(keys);
        Map<String, StoredDocument> present = present();
        List<Step> steps = new ArrayList<>();
        wanted.forEach((sk, json) -> {
            StoredDocument old = present.remove(sk);
            if (old == null || !old.json().equals(json)) {
                steps.add(new Step(sk, ConfigTable.CONFIG, sk, old, json));
            }
        });
        keys.forEach(key -> step(key).ifPresent(steps::add));
        present.forEach((sk, old) -> steps.add(new Step(sk, ConfigTable.CONFIG, sk, old, null)));
        return steps;
    }

    private static Map<String, String> documents(
            RoutingTable routes, PricingConfig pricing, Collection<TagBudget> budgets) {
        Set<String> strangers = new TreeSet<>(pricing.costs().keySet());
        strangers.removeAll(routes.providers().keySet());
        if (!strangers.isEmpty()) {
            throw new IllegalArgumentException("prices for providers that are not in the plan: " + strangers);
        }
        Map<String, String> documents = new TreeMap<>(Comparator.reverseOrder());
        routes.providers()
                .forEach((name, provider) -> documents.put(
                        "provider#" + name,
                        DocumentCodec.write(provider, pricing.costs().getOrDefault(name, Map.of()))));
        routes.aliases().forEach((name, alias) -> documents.put("alias#" + name, DocumentCodec.write(alias)));
        budgets.forEach(budget -> documents.put("budget#" + budget.tag(), DocumentCodec.write(budget)));
        if (!routes.policy().equals(GatewayPolicy.NONE) || !pricing.charges().equals(TariffTable.NONE)) {
            documents.put(ConfigTable.TERMS, DocumentCodec.write(routes.policy(), pricing.charges()));
        }
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
                .filter(document -> SECTIONS.stream().anyMatch(document.sk()::startsWith))
                .collect(Collectors.toMap(StoredDocument::sk, document -> document, (one, other) -> one, TreeMap::new));
    }

    private Optional<Step> step(ApiKey key) {
        String pk = ConfigTable.partitionOf(key.fingerprint());
        StoredDocument old = table.find(pk, ConfigTable.KEY, true).orElse(null);
        return old != null && holds(old, key)
                ? Optional.empty()
                : Optional.of(new Step("key#" + key.id(), pk, ConfigTable.KEY, old, DocumentCodec.write(key)));
    }

    /** Compared as records: sets have no order, so that the same key may have two texts. */
    private static boolean holds(StoredDocument document, ApiKey key) {
        try {
            return DocumentCodec.read(document.json(), ApiKey.class).equals(key);
        } catch (IllegalArgumentException unreadable) {
            // What cannot be read is not this key, and is about to be replaced by it.
            return false;
        }
    }

    private void run(Step step, String by) {
        if (step.wanted() == null) {
            table.delete(step.old());
            return;
        }
        long version = step.old() == null ? 1 : step.old().version() + 1;
        table.put(new StoredDocument(step.pk(), step.sk(), step.wanted(), version, clock.instant(), by));
    }

    /**
     * One write.
     *
     * @param name the document's, for people
     * @param old as it was read, or null
     * @param wanted the new text, or null for none
     */
    private record Step(String name, String pk, String sk, StoredDocument old, String wanted) {

        DocumentChange change() {
            return new DocumentChange(name, old == null ? null : old.json(), wanted);
        }
    }

    /**
     * What a plan changed.
     *
     * @param written documents that are new or different
     * @param deleted documents that are gone
     */
    public record Applied(int written, int deleted) {}
}
