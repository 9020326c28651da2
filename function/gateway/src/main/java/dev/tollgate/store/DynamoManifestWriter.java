package dev.tollgate.store;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.CallerTemplate;
import dev.tollgate.auth.TagBudget;
import dev.tollgate.bill.PricingConfig;
import dev.tollgate.bill.TariffTable;
import dev.tollgate.guardrail.ContentPolicy;
import dev.tollgate.openai.GatewayPolicy;
import dev.tollgate.route.RoutingTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a plan to the config table. Changed documents get a new version; aliases and providers that are no longer in
 * the plan are deleted. Keys that the plan does not name stay as they are.
 */
@ApplicationScoped
public class DynamoManifestWriter {
    private static final List<String> SECTIONS =
            List.of("alias#", "budget#", ConfigTable.CALLERS, "policy#", "provider#", ConfigTable.TERMS);

    /** A read of the whole table costs as much as reading so many keys. */
    private static final int FEW_KEYS = 100;

    private final ConfigTable table;
    private final KeyIndex index;
    private final Clock clock;

    DynamoManifestWriter(ConfigTable table, Clock clock) {
        this.table = table;
        this.index = new KeyIndex(table, clock);
        this.clock = clock;
    }

    /**
     * Brings the table in line with a plan.
     *
     * @param budgets the budgets of tags
     * @param policies the content policies
     * @param callers the templates of callers with a token
     * @param by who applies the plan
     * @throws IllegalArgumentException if the plan contradicts itself; then nothing is written
     * @throws IllegalStateException if somebody else changes the same documents at the same time
     */
    public Applied apply(
            RoutingTable routes,
            PricingConfig pricing,
            Collection<TagBudget> budgets,
            Collection<ContentPolicy> policies,
            Collection<CallerTemplate> callers,
            Collection<ApiKey> keys,
            String by) {
        List<Step> steps = steps(documents(routes, pricing, budgets, policies, callers), keys);
        runInOrder(steps, by);
        int deleted = (int) steps.stream().filter(step -> step.json() == null).count();
        return new Applied(steps.size() - deleted, deleted);
    }

    /**
     * What {@link #apply} would change. Writes nothing.
     *
     * @throws IllegalArgumentException if the plan contradicts itself
     */
    public List<DocumentChange> changes(
            RoutingTable routes,
            PricingConfig pricing,
            Collection<TagBudget> budgets,
            Collection<ContentPolicy> policies,
            Collection<CallerTemplate> callers,
            Collection<ApiKey> keys) {
        return steps(documents(routes, pricing, budgets, policies, callers), keys).stream()
                .map(Step::change)
                .toList();
    }

    /**
     * Providers and policies come before aliases, and deletions last, so that a concurrent reader always finds what an alias
     * names.
     */
    private List<Step> steps(Map<String, String> wanted, Collection<ApiKey> keys) {
        requireDistinct(keys);
        Map<String, StoredDocument> present = present();
        List<Step> steps = new ArrayList<>();
        wanted.forEach((sk, json) -> {
            StoredDocument old = present.remove(sk);
            if (old == null || !old.json().equals(json)) {
                steps.add(Step.ofConfig(sk, old, json));
            }
        });
        Map<String, StoredDocument> presentKeys = presentKeys(keys);
        Map<String, StoredDocument> presentIds = byId(presentKeys.values());
        keys.forEach(key -> step(key, presentKeys, presentIds).ifPresent(steps::add));
        present.forEach((sk, old) -> steps.add(Step.ofConfig(sk, old, null)));
        return steps;
    }

    static Map<String, String> documents(
            RoutingTable routes,
            PricingConfig pricing,
            Collection<TagBudget> budgets,
            Collection<ContentPolicy> policies,
            Collection<CallerTemplate> callers) {
        Set<String> unknown = new TreeSet<>(pricing.costs().keySet());
        unknown.removeAll(routes.providers().keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("prices for providers that are not in the plan: " + unknown);
        }
        Map<String, String> documents = new TreeMap<>(Comparator.reverseOrder());
        routes.providers()
                .forEach((name, provider) -> documents.put(
                        "provider#" + name,
                        DocumentCodec.write(provider, pricing.costs().getOrDefault(name, Map.of()))));
        routes.aliases().forEach((name, alias) -> documents.put("alias#" + name, DocumentCodec.write(alias)));
        policies.forEach(policy -> documents.put("policy#" + policy.name(), DocumentCodec.write(policy)));
        callers.forEach(caller -> documents.put(ConfigTable.CALLERS + caller.team(), DocumentCodec.write(caller)));
        budgets.forEach(budget -> documents.put("budget#" + budget.tag(), DocumentCodec.write(budget)));
        if (!routes.policy().equals(GatewayPolicy.NONE) || !pricing.charges().equals(TariffTable.NONE)) {
            documents.put(ConfigTable.TERMS, DocumentCodec.write(routes.policy(), pricing.charges()));
        }
        return documents;
    }

    private static void requireDistinct(Collection<ApiKey> keys) {
        long distinct = keys.stream().map(ApiKey::keyHash).distinct().count();
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

    /** Few keys are read one by one, and many with the whole table. A new secret may be that of an old key. */
    private Map<String, StoredDocument> presentKeys(Collection<ApiKey> keys) {
        if (keys.size() > FEW_KEYS) {
            return scannedKeys();
        }
        Map<String, StoredDocument> found = byPartition(keys.stream()
                .flatMap(key -> table.find(ConfigTable.partitionOf(key.keyHash()), ConfigTable.KEY, true).stream()));
        List<String> unknown = keys.stream()
                .filter(key -> !found.containsKey(ConfigTable.partitionOf(key.keyHash())))
                .map(ApiKey::id)
                .toList();
        if (unknown.isEmpty()) {
            return found;
        }
        return index.exists()
                ? byPartition(Stream.concat(
                        found.values().stream(), unknown.stream().flatMap(id -> index.copied(id).stream())))
                : scannedKeys();
    }

    private Map<String, StoredDocument> scannedKeys() {
        return byPartition(table.keyItems().stream().map(StoredDocument::of));
    }

    private static Map<String, StoredDocument> byPartition(Stream<StoredDocument> documents) {
        return documents.collect(Collectors.toMap(StoredDocument::pk, document -> document, (one, _) -> one));
    }

    /** A document of each id. All secrets of an id have the same origin. */
    private static Map<String, StoredDocument> byId(Collection<StoredDocument> present) {
        Map<String, StoredDocument> byId = new HashMap<>();
        present.forEach(document -> KeyDocument.key(document).ifPresent(key -> byId.put(key.id(), document)));
        return byId;
    }

    private static Optional<Step> step(
            ApiKey key, Map<String, StoredDocument> present, Map<String, StoredDocument> presentIds) {
        String pk = ConfigTable.partitionOf(key.keyHash());
        StoredDocument old = present.get(pk);
        // Compares records and not texts: sets have no order, so that equal keys may have different texts.
        return old != null && KeyDocument.key(old).filter(key::equals).isPresent()
                ? Optional.empty()
                : Optional.of(new Step(
                        "key#" + key.id(),
                        pk,
                        ConfigTable.KEY,
                        old,
                        presentIds.get(key.id()),
                        DocumentCodec.write(key)));
    }

    /** Keys need what comes before them and not each other, so that many of them are written at the same time. */
    private void runInOrder(List<Step> steps, String by) {
        List<Step> keys = steps.stream().filter(Step::ofKey).toList();
        int firstKey = keys.isEmpty() ? steps.size() : steps.indexOf(keys.getFirst());
        steps.subList(0, firstKey).forEach(step -> write(step, by));
        List<KeyVersion> versions = keys.stream().map(step -> version(step, by)).toList();
        ParallelCalls.each(KeyVersion.grouped(versions), group -> WriteBackoff.inBurst(() -> table.putKeys(group)));
        steps.subList(firstKey + keys.size(), steps.size()).forEach(step -> write(step, by));
    }

    private void write(Step step, String by) {
        StoredDocument old = step.old();
        String json = step.json();
        Instant now = clock.instant();
        if (json == null) {
            Optional.ofNullable(old).ifPresent(table::delete);
        } else if (old == null) {
            table.put(new StoredDocument(step.pk(), step.sk(), json, 1, now, by));
        } else {
            table.put(old.next(json, now, by));
        }
    }

    /** The next version of a key. A new secret of a key that exists continues its versions. */
    private KeyVersion version(Step step, String by) {
        StoredDocument old = step.old();
        StoredDocument sameKey = step.sameKey();
        String json = Objects.requireNonNull(step.json(), "a file removes no key");
        Instant now = clock.instant();
        if (old != null) {
            StoredDocument next = old.next(json, now, by);
            Optional<String> former = KeyDocument.id(old);
            boolean renamed = !former.equals(Optional.of(step.id()));
            return new KeyVersion(
                    step.id(), next, VersionCondition.isNext(next), renamed, renamed ? former.orElse(null) : null);
        }
        StoredDocument added = sameKey == null
                ? new StoredDocument(step.pk(), step.sk(), json, 1, now, by)
                : sameKey.next(json, now, by).at(step.pk(), step.sk());
        return new KeyVersion(step.id(), added, VersionCondition.isNew(), true, null);
    }

    /**
     * One write.
     *
     * @param name of the document, for messages
     * @param old the current document; null for a new one
     * @param sameKey a document of the same key, perhaps with another secret; null if there is none
     * @param json the new text; null to delete the document
     */
    private record Step(
            String name,
            String pk,
            String sk,
            @Nullable StoredDocument old,
            @Nullable StoredDocument sameKey,
            @Nullable String json) {

        static Step ofConfig(String sk, @Nullable StoredDocument old, @Nullable String json) {
            return new Step(sk, ConfigTable.CONFIG, sk, old, null, json);
        }

        boolean ofKey() {
            return sk.equals(ConfigTable.KEY);
        }

        /** The id of a key. */
        String id() {
            return name.substring(name.indexOf('#') + 1);
        }

        DocumentChange change() {
            return new DocumentChange(name, old == null ? null : old.json(), json);
        }
    }

    /**
     * The number of changes that a plan made.
     *
     * @param written new and changed documents
     * @param deleted deleted documents
     */
    public record Applied(int written, int deleted) {}
}
