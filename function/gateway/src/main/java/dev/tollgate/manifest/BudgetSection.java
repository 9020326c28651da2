package dev.tollgate.manifest;

import dev.tollgate.auth.Budget;
import dev.tollgate.auth.Budget.Per;
import dev.tollgate.auth.TagBudget;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the budgets of a key, and those of tags in the section {@code budgets}. */
final class BudgetSection {
    private static final Set<String> FIELDS = Set.of("usd", "per", "zone", "hard", "shards", "cheaper_usd");
    private static final Set<String> OF_END_USERS = Set.of("usd", "per", "zone");
    private static final Set<String> RENEWING_PERIODS = Set.of("day", "week", "month");
    private static final String RENEWING = "day, week or month";
    private static final Map<String, Per> PERIODS =
            Map.of("day", Per.DAY, "week", Per.WEEK, "month", Per.MONTH, "total", Per.TOTAL);
    private static final String AMOUNT = "US dollars, at least 0.000001, such as 50 or 0.25";

    /** Costs are counted in millionths of a dollar. */
    private static final BigDecimal LEAST_USD = BigDecimal.valueOf(1, 6);

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final int MOST_SHARDS = 100;
    private static final Pattern TAG = Pattern.compile("[^=]+=.*");

    private BudgetSection() {}

    /** Reads an entry of the section {@code budgets}, whose name is a tag as {@code name=value}. */
    static void read(String tag, YamlValue value, PlanBuilder builder) {
        if (!TAG.matcher(tag).matches()) {
            value.error("expected a tag and its value as the name, such as \"team=search\"");
        }
        builder.add(new TagBudget(tag, budgets(value)));
    }

    /** Reads one budget, or a list of budgets. */
    static List<Budget> budgets(YamlValue value) {
        List<YamlValue> entries = value.isMapping() ? List.of(value) : value.elements();
        Map<Per, Budget> budgets = new LinkedHashMap<>();
        for (YamlValue entry : entries) {
            budget(entry).ifPresent(budget -> {
                if (budgets.putIfAbsent(budget.per(), budget) != null) {
                    entry.error("expected one budget for each period, got a second one");
                }
            });
        }
        return new ArrayList<>(budgets.values());
    }

    /**
     * Reads what each end user may spend. It is always hard and renews: each of them has a counter, which has to be forgotten some day.
     */
    static Optional<Budget> endUserBudget(YamlValue value) {
        MappingFields fields = MappingFields.of(value, OF_END_USERS, Set.of());
        Optional<BigDecimal> usd = fields.require("usd", AMOUNT).flatMap(BudgetSection::usd);
        Optional<Per> per = fields.require("per", RENEWING)
                .flatMap(field -> field.text(RENEWING, word -> RENEWING_PERIODS.contains(word)))
                .map(PERIODS::get);
        ZoneId zone = fields.find("zone").flatMap(TimeReader::zone).orElse(UTC);
        return usd.flatMap(amount -> per.map(period -> new Budget(amount, period, zone, true, 1)));
    }

    private static Optional<Budget> budget(YamlValue value) {
        MappingFields fields = MappingFields.of(value, FIELDS, Set.of());
        Optional<BigDecimal> usd = fields.require("usd", AMOUNT).flatMap(BudgetSection::usd);
        Optional<Per> per = fields.require("per", "day, week, month or total").flatMap(BudgetSection::per);
        ZoneId zone = fields.find("zone").flatMap(TimeReader::zone).orElse(UTC);
        boolean hard = fields.find("hard").flatMap(YamlValue::flag).orElse(true);
        int shards = fields.find("shards").flatMap(BudgetSection::shards).orElse(1);
        Optional<BigDecimal> cheaper = fields.find("cheaper_usd").flatMap(BudgetSection::usd);
        if (cheaper.isPresent() && !hard) {
            value.error("expected a hard budget with cheaper_usd: a soft one refuses nothing");
            return Optional.empty();
        }
        return usd.flatMap(
                amount -> per.map(period -> new Budget(amount, period, zone, hard, shards, cheaper.orElse(null))));
    }

    private static Optional<BigDecimal> usd(YamlValue value) {
        Optional<BigDecimal> amount = value.amount(AMOUNT);
        amount.filter(usd -> usd.compareTo(LEAST_USD) < 0)
                .ifPresent(usd -> value.error("expected " + AMOUNT + ", got " + usd.toPlainString()));
        return amount.filter(usd -> usd.compareTo(LEAST_USD) >= 0);
    }

    private static Optional<Per> per(YamlValue value) {
        return value.text("day, week, month or total", PERIODS::containsKey).map(PERIODS::get);
    }

    /** Reads how many counters a budget or a limit is split into. */
    static Optional<Integer> shards(YamlValue value) {
        Optional<Long> count = value.count();
        count.filter(shards -> shards > MOST_SHARDS)
                .ifPresent(shards -> value.error("expected at most " + MOST_SHARDS + " shards, got " + shards));
        return count.filter(shards -> shards <= MOST_SHARDS).map(Long::intValue);
    }
}
