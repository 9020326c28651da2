package dev.tollgate.cli;

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
        description =
                "Shows how each budget of keys and tags stands in its current period: what is spent, set aside for"
                        + " requests under way, and left.")
@Dependent
final class BudgetsCommand implements CliCommand, Callable<Integer> {
    private final KeyDirectory keys;
    private final TagBudgets byTag;
    private final DynamoBudgets counters;
    private final Clock clock;

    @Option(
            names = "--key",
            paramLabel = "ID",
            description = "Those that this key's requests count in: its own, and those of its tags. Repeatable.")
    private List<String> ids = List.of();

    @Option(names = "--csv", description = "Write the result as CSV.")
    private boolean csv;

    @Mixin
    private CommandConsole commandConsole;

    BudgetsCommand(KeyDirectory keys, TagBudgets byTag, DynamoBudgets counters, Clock clock) {
        this.keys = keys;
        this.byTag = byTag;
        this.counters = counters;
        this.clock = clock;
    }

    /** A budget, and its counters' name for the period under way. */
    private record Found(String whose, Budget budget, BudgetPeriod budgetPeriod) {}

    @Override
    public Integer call() {
        commandConsole.requireOneForm(csv);
        Instant now = clock.instant();
        List<BudgetRow> rows = found(now).stream()
                .map(found -> new BudgetRow(found.whose(), found.budget(), counters.read(found.budgetPeriod())))
                .toList();
        commandConsole.report(new BudgetsReport(now, rows), csv);
        if (rows.isEmpty()) {
            commandConsole.note(ids.isEmpty() ? "There are no budgets." : "Requests of this count in no budget.");
        }
        return ExitCode.DONE;
    }

    /** Each once, though an id has two secrets for a while. */
    private Collection<Found> found(Instant now) {
        List<ApiKey> wanted = (ids.isEmpty()
                        ? keys.all()
                        : ids.stream().map(keys::require).flatMap(List::stream).toList())
                .stream().map(RegisteredKey::key).toList();
        Map<String, Found> found = new LinkedHashMap<>();
        wanted.forEach(key -> key.budgets()
                .forEach(budget ->
                        add(found, new Found("key " + key.id(), budget, BudgetPeriods.ofKey(key.id(), budget, now)))));
        Predicate<String> counts = tag -> ids.isEmpty() || wanted.stream().anyMatch(key -> has(key, tag));
        new TreeMap<>(byTag.current()).forEach((tag, budgets) -> budgets.stream()
                .filter(_ -> counts.test(tag))
                .forEach(budget -> add(found, new Found(tag, budget, BudgetPeriods.ofTag(tag, budget, now)))));
        return found.values();
    }

    private static void add(Map<String, Found> found, Found one) {
        found.putIfAbsent(one.budgetPeriod().id(), one);
    }

    private static boolean has(ApiKey key, String tag) {
        return key.tags().entrySet().stream().anyMatch(entry -> (entry.getKey() + "=" + entry.getValue()).equals(tag));
    }
}
