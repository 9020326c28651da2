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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The current period of each budget: those of keys, and those of tags and teams. */
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
    private record Found(BudgetOwner owner, Budget budget, Optional<StoredIncrease> increase, BudgetPeriod period) {
        BudgetRow row(BudgetCounter counter) {
            return new BudgetRow(owner, budget, increase, counter);
        }
    }

    /** The budgets of all keys and tags. */
    public List<BudgetRow> all(Instant now) {
        return of(keys.all().stream().map(RegisteredKey::key).toList(), _ -> true, now);
    }

    /** The budgets of these keys, and of their tags. Throws {@link AdminException} if there is no such key. */
    public List<BudgetRow> ofKeys(List<String> ids, Instant now) {
        List<ApiKey> selected = ids.stream()
                .map(keys::require)
                .flatMap(List::stream)
                .map(RegisteredKey::key)
                .toList();
        return of(selected, tag -> selected.stream().anyMatch(key -> has(key, tag)), now);
    }

    /** The budgets of the keys of a team, and those of the team itself. */
    public List<BudgetRow> ofTeam(String team, Instant now) {
        List<ApiKey> selected = keys.all().stream()
                .map(RegisteredKey::key)
                .filter(key -> team.equals(key.team().orElse("")))
                .toList();
        return of(selected, ("team=" + team)::equals, now);
    }

    /**
     * The budget of an end user of a key. There may be millions of them, so that no list has them.
     *
     * @param user as requests name it
     * @throws AdminException if there is no such key, or if its end users have no budget
     */
    public BudgetRow ofEndUser(String keyId, String user, Predicate<ApiKey> visible, Instant now) {
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
        Found found = new Found(
                BudgetOwner.endUser(keyId, user), budget, Optional.empty(), BudgetPeriods.of(counted, budget, now));
        return read(List.of(found)).getFirst();
    }

    /** Each budget once, even if an id has two secrets for a while. */
    private List<BudgetRow> of(List<ApiKey> selected, Predicate<String> tags, Instant now) {
        Map<String, StoredIncrease> increased = increases.all();
        Map<String, Found> found = new LinkedHashMap<>();
        selected.forEach(key ->
                key.budgets().forEach(budget -> add(found, found(BudgetOwner.key(key.id()), budget, increased, now))));
        new TreeMap<>(byTag.current()).forEach((tag, budgets) -> budgets.stream()
                .filter(_ -> tags.test(tag))
                .forEach(budget -> add(found, found(BudgetOwner.tag(tag), budget, increased, now))));
        return read(found.values());
    }

    private static Found found(BudgetOwner owner, Budget budget, Map<String, StoredIncrease> increased, Instant now) {
        Optional<StoredIncrease> increase = Optional.ofNullable(
                        increased.get(BudgetIncrease.budget(owner, budget.per())))
                .filter(stored -> stored.increase().appliesAt(now));
        Budget larger =
                increase.map(stored -> budget.plus(stored.increase().usd())).orElse(budget);
        return new Found(owner, larger, increase, BudgetPeriods.of(owner, larger, now));
    }

    private List<BudgetRow> read(Collection<Found> found) {
        List<Found> ordered = List.copyOf(found);
        List<BudgetCounter> read =
                counters.read(ordered.stream().map(Found::period).toList());
        return IntStream.range(0, ordered.size())
                .mapToObj(index -> ordered.get(index).row(read.get(index)))
                .toList();
    }

    private static void add(Map<String, Found> found, Found one) {
        found.putIfAbsent(one.period().id(), one);
    }

    private static boolean has(ApiKey key, String tag) {
        return key.tags().entrySet().stream().anyMatch(entry -> (entry.getKey() + "=" + entry.getValue()).equals(tag));
    }
}
