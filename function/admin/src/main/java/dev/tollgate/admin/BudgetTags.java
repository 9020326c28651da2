package dev.tollgate.admin;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.TagBudget;
import dev.tollgate.manifest.ManifestPlan;
import dev.tollgate.manifest.ManifestProblem;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.store.RegisteredKey;
import dev.tollgate.store.StoreAdvice;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds budgets of tags that no key has, for example because of a typo: such a budget has no effect. */
@Singleton
public final class BudgetTags {
    private final KeyDirectory keys;

    BudgetTags(KeyDirectory keys) {
        this.keys = keys;
    }

    /** A warning for each budget of a tag that no key has, neither in the file nor in the table. */
    public List<ManifestProblem> warnings(ManifestCandidate candidate) {
        ManifestPlan plan = candidate.plan();
        Set<String> unused = plan.budgets().stream().map(TagBudget::tag).collect(Collectors.toCollection(TreeSet::new));
        unused.removeAll(tags(plan.keys().stream()));
        if (unused.isEmpty()) {
            return List.of();
        }
        try {
            Set<String> inFile = plan.keys().stream().map(ApiKey::id).collect(Collectors.toSet());
            unused.removeAll(
                    tags(keys.all().stream().map(RegisteredKey::key).filter(key -> !inFile.contains(key.id()))));
        } catch (GatewayException unknown) {
            return List.of(candidate.remark("Nobody could check whether a key has " + String.join(", ", unused) + ". "
                    + StoreAdvice.on(unknown).orElseGet(unknown::getMessage)));
        }
        List<String> lines = candidate.kept().text().lines().toList();
        return unused.stream()
                .map(tag -> new ManifestProblem(
                        candidate.name(),
                        lineOf(tag, lines),
                        "",
                        "The budget of " + tag + " has no effect: no key in the file or the table has this tag."))
                .toList();
    }

    /** The line of the entry with this name, which may be in quotes; 0 if it is written in another way. */
    private static int lineOf(String tag, List<String> lines) {
        Pattern entry = Pattern.compile("\\s*[{,]?\\s*[\"']?" + Pattern.quote(tag) + "[\"']?\\s*:.*");
        return 1
                + IntStream.range(0, lines.size())
                        .filter(index -> entry.matcher(lines.get(index)).matches())
                        .findFirst()
                        .orElse(-1);
    }

    private static Set<String> tags(Stream<ApiKey> keys) {
        Set<String> tags = new HashSet<>();
        keys.forEach(key -> key.tags().forEach((name, value) -> tags.add(name + "=" + value)));
        return tags;
    }
}
