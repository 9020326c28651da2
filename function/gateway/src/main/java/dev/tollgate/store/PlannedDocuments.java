package dev.tollgate.store;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.CallerTemplate;
import dev.tollgate.auth.TagBudget;
import dev.tollgate.bill.PricingConfig;
import dev.tollgate.guardrail.ContentPolicy;
import dev.tollgate.route.RoutingTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The documents that a plan becomes, to compare two plans without the table. */
public final class PlannedDocuments {
    private final Map<String, String> documents;
    private final Map<String, ApiKey> keys = new TreeMap<>();

    public PlannedDocuments(
            RoutingTable routes,
            PricingConfig pricing,
            Collection<TagBudget> budgets,
            Collection<ContentPolicy> policies,
            Collection<CallerTemplate> callers,
            Collection<ApiKey> keys) {
        this.documents = DynamoManifestWriter.documents(routes, pricing, budgets, policies, callers);
        keys.forEach(key -> this.keys.put("key#" + key.id(), key));
    }

    /** What differs in another plan, ordered by the names of the documents. */
    public List<DocumentChange> changesTo(PlannedDocuments other) {
        List<DocumentChange> changes = new ArrayList<>();
        names(documents, other.documents).forEach(name -> {
            String before = documents.get(name);
            String after = other.documents.get(name);
            if (!Objects.equals(before, after)) {
                changes.add(new DocumentChange(name, before, after));
            }
        });
        names(keys, other.keys).forEach(name -> {
            ApiKey before = keys.get(name);
            ApiKey after = other.keys.get(name);
            if (!Objects.equals(before, after)) {
                changes.add(new DocumentChange(name, text(before), text(after)));
            }
        });
        return changes;
    }

    private static Set<String> names(Map<String, ?> some, Map<String, ?> others) {
        Set<String> names = new TreeSet<>(some.keySet());
        names.addAll(others.keySet());
        return names;
    }

    private static @Nullable String text(@Nullable ApiKey key) {
        return key == null ? null : DocumentCodec.write(key);
    }
}
