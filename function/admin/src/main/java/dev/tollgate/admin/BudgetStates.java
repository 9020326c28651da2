package dev.tollgate.admin;

import dev.tollgate.admin.BudgetIncreaseDirectory.StoredIncrease;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.BudgetIncrease;
import dev.tollgate.auth.BudgetOwner;
import dev.tollgate.auth.SafeName;
import dev.tollgate.auth.TagBudgets;
import dev.tollgate.bill.BudgetCounter;
import dev.tollgate.bill.BudgetCounts;
import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.edge.messages.ClaudeCodeUser;
import dev.tollgate.metering.BudgetPeriods;
import dev.tollgate.store.RegisteredKey;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The current period of each budget: those of keys, and those of tags and teams. Which budgets there are is read first, so
 * that a page reads only its own counters.
 */
@Singleton
public final class BudgetStates {
    private final KeyDirectory keys;
    private final TagBudgets byTag;
    private final BudgetIncreaseDirectory increases;
    private final BudgetCounts counters;

    BudgetStates(KeyDirectory keys, TagBudgets byTag, BudgetIncreaseDirectory increases, BudgetCounts counters) {
        this.keys = keys;
        this.byTag = byTag;
        this.increases = increases;
        this.counters = counters;
    }

    /** A budget as it is now, and the current period of its counters. */
    public record CurrentBudget(
            BudgetOwner owner, Budget budget, Optional<StoredIncrease> increase, BudgetPeriod period) {
        private BudgetRow row(BudgetCounter counter) {
            return new BudgetRow(owner, budget, increase, counter);
        }
    }

    /** The budgets of all keys and tags. */
    public List<CurrentBudget> all(Instant now) {
        return of(keys.all().stream().map(RegisteredKey::key).toList(), _ -> true, now);
    }

    /** The budgets of these keys, and of their tags. Throws {@link AdminException} if there is no such key. */
    public List<CurrentBudget> ofKeys(List<String> ids, Instant now) {
        List<ApiKey> selected = ids.stream()
                .map(keys::require)
                .flatMap(List::stream)
                .map(RegisteredKey::key)
                .toList();
        return of(selected, tag -> selected.stream().anyMatch(key -> has(key, tag)), now);
    }

    /** The budgets of the keys of each team, and those of the team itself. */
    public List<CurrentBudget> ofTeams(List<String> teams, Instant now) {
        Map<String, List<ApiKey>> byTeam = keys.all().stream()
                .map(RegisteredKey::key)
                .collect(Collectors.groupingBy(key -> key.team().orElse("")));
        Map<String, StoredIncrease> increased = increases.all();
        return teams.stream()
                .map(team -> of(byTeam.getOrDefault(team, List.of()), ("team=" + team)::equals, increased, now))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * The budget of an end user of a key. There may be millions of them, so that no list has them.
     *
     * @param user as requests name it
     * @throws AdminException if there is no such key, or if its end users have no budget
     */
    public CurrentBudget ofEndUser(String keyId, String user, Predicate<ApiKey> visible, Instant now) {
        ApiKey key = keys.require(keyId).getFirst().key();
        if (!visible.test(key)) {
            throw KeyDirectory.missing(keyId);
        }
        Budget budget = key.endUserBudget();
        if (budget == null) {
            throw new AdminException(
                    AdminErrorKind.NOT_FOUND, "The end users of the key " + keyId + " have no budget.");
        }
        BudgetOwner counted = BudgetOwner.endUser(keyId, SafeName.of(ClaudeCodeUser.withoutSession(user)));
        return new CurrentBudget(
                BudgetOwner.endUser(keyId, user), budget, Optional.empty(), BudgetPeriods.of(counted, budget, now));
    }

    /** Each budget once, even if an id has two secrets for a while. */
    private List<CurrentBudget> of(List<ApiKey> selected, Predicate<String> tags, Instant now) {
        return of(selected, tags, increases.all(), now);
    }

    private List<CurrentBudget> of(
            List<ApiKey> selected, Predicate<String> tags, Map<String, StoredIncrease> increased, Instant now) {
        Map<String, CurrentBudget> found = new LinkedHashMap<>();
        selected.forEach(key ->
                key.budgets().forEach(budget -> add(found, found(BudgetOwner.key(key.id()), budget, increased, now))));
        new TreeMap<>(byTag.current()).forEach((tag, budgets) -> budgets.stream()
                .filter(_ -> tags.test(tag))
                .forEach(budget -> add(found, found(BudgetOwner.tag(tag), budget, increased, now))));
        return List.copyOf(found.values());
    }

    private static CurrentBudget found(
            BudgetOwner owner, Budget budget, Map<String, StoredIncrease> increased, Instant now) {
        Optional<StoredIncrease> increase = Optional.ofNullable(
                        increased.get(BudgetIncrease.budget(owner, budget.per())))
                .filter(stored -> stored.increase().appliesAt(now));
        Budget larger =
                increase.map(stored -> budget.plus(stored.increase().usd())).orElse(budget);
        return new CurrentBudget(owner, larger, increase, BudgetPeriods.of(owner, larger, now));
    }

    /** These budgets with their counters. */
    public List<BudgetRow> read(List<CurrentBudget> budgets) {
        List<BudgetCounter> read =
                counters.read(budgets.stream().map(CurrentBudget::period).toList());
        return IntStream.range(0, budgets.size())
                .mapToObj(index -> budgets.get(index).row(read.get(index)))
                .toList();
    }

    private static void add(Map<String, CurrentBudget> found, CurrentBudget one) {
        found.putIfAbsent(one.period().id(), one);
    }

    private static boolean has(ApiKey key, String tag) {
        return key.tags().entrySet().stream().anyMatch(entry -> (entry.getKey() + "=" + entry.getValue()).equals(tag));
    }
}
