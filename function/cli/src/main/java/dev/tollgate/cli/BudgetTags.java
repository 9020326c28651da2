package dev.tollgate.cli;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.TagBudget;
import dev.tollgate.manifest.ManifestPlan;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.store.RegisteredKey;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds budgets that nothing is booked under, as where a tag is misspelt: such a budget limits nobody. */
@Singleton
final class BudgetTags {
    private final KeyDirectory keys;

    BudgetTags(KeyDirectory keys) {
        this.keys = keys;
    }

    /** A sentence for each budget of a tag that no key has, neither of the file nor of the table. */
    List<String> remarks(ManifestPlan plan) {
        Set<String> idle = plan.budgets().stream().map(TagBudget::tag).collect(Collectors.toCollection(TreeSet::new));
        idle.removeAll(tags(plan.keys().stream()));
        if (idle.isEmpty()) {
            return List.of();
        }
        try {
            Set<String> named = plan.keys().stream().map(ApiKey::id).collect(Collectors.toSet());
            idle.removeAll(tags(keys.all().stream().map(RegisteredKey::key).filter(key -> !named.contains(key.id()))));
        } catch (GatewayException unknown) {
            return List.of(
                    "Whether a key has " + String.join(", ", idle) + " is not known. " + ErrorMessages.words(unknown));
        }
        return idle.stream()
                .map(tag -> "The budget of " + tag + " limits nobody: no key has this tag, neither in the file nor in"
                        + " the table.")
                .toList();
    }

    private static Set<String> tags(Stream<ApiKey> keys) {
        Set<String> tags = new HashSet<>();
        keys.forEach(key -> key.tags().forEach((name, value) -> tags.add(name + "=" + value)));
        return tags;
    }
}
