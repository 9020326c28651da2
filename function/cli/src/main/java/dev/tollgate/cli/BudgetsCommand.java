package dev.tollgate.cli;

import dev.tollgate.admin.BudgetRow;
import dev.tollgate.admin.KeyDirectory;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.TagBudgets;
import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.metering.BudgetPeriods;
import dev.tollgate.store.DynamoBudgets;
import dev.tollgate.store.RegisteredKey;
import jakarta.enterprise.context.Dependent;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tollgate budgets}. */
@Command(
        name = "budgets",
        description = "Shows the current period of each budget of keys and tags: what is spent, set aside for requests"
                + " in progress, and left.")
@Dependent
final class BudgetsCommand implements CliCommand, Callable<Integer> {
    private final KeyDirectory keys;
    private final TagBudgets byTag;
    private final DynamoBudgets counters;
    private final Clock clock;

    @Option(
            names = "--key",
            paramLabel = "ID",
            description = "Only the budgets of this key, and those of its tags. Repeatable.")
    private List<String> ids = List.of();

    @Option(names = "--csv", description = "Write the result as CSV.")
    private boolean csv;

    @Mixin
    private CommandConsole console;

    BudgetsCommand(KeyDirectory keys, TagBudgets byTag, DynamoBudgets counters, Clock clock) {
        this.keys = keys;
        this.byTag = byTag;
        this.counters = counters;
        this.clock = clock;
    }

    /** A budget, and the current period of its counters. */
    private record Found(String whose, Budget budget, BudgetPeriod period) {}

    @Override
    public Integer call() {
        console.requireOneFormat(csv);
        Instant now = clock.instant();
        List<BudgetRow> rows = found(now).stream()
                .map(found -> new BudgetRow(found.whose(), found.budget(), counters.read(found.period())))
                .toList();
        console.report(new BudgetsReport(now, rows), csv);
        if (rows.isEmpty()) {
            console.note(ids.isEmpty() ? "There are no budgets." : "No budget applies to the given keys.");
        }
        return ExitCode.DONE;
    }

    /** Each budget once, even if an id has two secrets for a while. */
    private Collection<Found> found(Instant now) {
        List<ApiKey> selected = (ids.isEmpty()
                        ? keys.all()
                        : ids.stream().map(keys::require).flatMap(List::stream).toList())
                .stream().map(RegisteredKey::key).toList();
        Map<String, Found> found = new LinkedHashMap<>();
        selected.forEach(key -> key.budgets()
                .forEach(budget ->
                        add(found, new Found("key " + key.id(), budget, BudgetPeriods.ofKey(key.id(), budget, now)))));
        Predicate<String> applies = tag -> ids.isEmpty() || selected.stream().anyMatch(key -> has(key, tag));
        new TreeMap<>(byTag.current()).forEach((tag, budgets) -> budgets.stream()
                .filter(_ -> applies.test(tag))
                .forEach(budget -> add(found, new Found(tag, budget, BudgetPeriods.ofTag(tag, budget, now)))));
        return found.values();
    }

    private static void add(Map<String, Found> found, Found one) {
        found.putIfAbsent(one.period().id(), one);
    }

    private static boolean has(ApiKey key, String tag) {
        return key.tags().entrySet().stream().anyMatch(entry -> (entry.getKey() + "=" + entry.getValue()).equals(tag));
    }
}
