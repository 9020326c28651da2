package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.KeyListing;
import dev.tollgate.admin.KeyListing.Entry;
import dev.tollgate.admin.StoredDefinition;
import dev.tollgate.admin.access.KeyScope;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Budget;
import dev.tollgate.store.DocumentOrigin;
import dev.tollgate.store.RegisteredKey;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Keys as JSON. */
public final class KeyJson {
    /** What an answer has in a form of its own. */
    private static final List<String> OF_ITS_OWN =
            List.of("disabled", "tags", "aliases", "limits", "expires", "budgets", KeyRequest.END_USER_BUDGET);

    private final Instant now;
    private final Predicate<String> inFile;

    /**
     * Writes keys.
     *
     * @param inFile whether the applied file names a key of this id
     */
    public KeyJson(Instant now, Predicate<String> inFile) {
        this.now = now;
        this.inFile = inFile;
    }

    /** A key of a list. */
    public ObjectNode of(Entry entry) {
        RegisteredKey current = entry.current();
        ApiKey key = current.key();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", key.id())
                .put("state", KeyListing.State.of(key, now).name().toLowerCase(Locale.ROOT));
        key.team().ifPresent(team -> json.put("team", team));
        String owner = key.tags().get(KeyScope.OWNER);
        if (owner != null) {
            json.put("owner", owner);
        }
        ObjectNode tags = json.putObject("tags");
        new TreeMap<>(key.tags()).forEach(tags::put);
        tags.remove(List.of(KeyScope.TEAM, KeyScope.OWNER));
        if (!key.aliases().isEmpty()) {
            new TreeSet<>(key.aliases()).forEach(json.putArray("aliases")::add);
        }
        JsonNode limits = StoredDefinition.key(current.document()).get("limits");
        json.set("limits", limits == null ? JsonNodeFactory.instance.objectNode() : limits);
        List<ObjectNode> budgets = key.budgets().stream().map(BudgetJson::of).toList();
        if (budgets.size() == 1) {
            json.set("budget", budgets.getFirst());
        } else if (!budgets.isEmpty()) {
            json.putArray("budgets").addAll(budgets);
        }
        if (key.expires() != null) {
            json.put("expires", key.expires().toString());
        }
        if (entry.secrets().size() > 1) {
            oldUntil(entry, json);
        }
        DocumentOrigin origin = current.origin();
        if (origin != null) {
            json.put("created_at", origin.at().toString()).put("created_by", origin.by());
        }
        return json.put("updated_at", current.updatedAt().toString())
                .put("updated_by", current.updatedBy())
                .put("managed_by", inFile.test(key.id()) ? "file" : "api")
                .put("version", current.version());
    }

    private static void oldUntil(Entry entry, ObjectNode json) {
        Instant until = entry.secrets().get(1).key().expires();
        json.put("old_until", until == null ? null : until.toString());
    }

    /** A key with everything that it may have. */
    public ObjectNode whole(Entry entry) {
        ObjectNode json = of(entry);
        Budget ofEndUsers = entry.current().key().endUserBudget();
        if (ofEndUsers != null) {
            json.set(KeyRequest.END_USER_BUDGET, BudgetJson.ofEndUsers(ofEndUsers));
        }
        ObjectNode others = StoredDefinition.key(entry.current().document());
        others.remove(OF_ITS_OWN);
        others.remove(Set.of("on_store_failure"));
        json.setAll(others);
        json.put(
                "on_store_failure",
                entry.current().key().onStoreFailure().name().toLowerCase(Locale.ROOT));
        return json;
    }
}
