package dev.tollgate.manifest;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.ApiKey.OnStoreFailure;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.CallerTemplate;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.openai.ContentRules;
import dev.tollgate.openai.RoutingRequirements;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what a client may do: the fields that keys have in common with callers who have a token. */
final class RightsSection {
    private static final Set<String> FIELDS = ContentSection.with(
            "disabled",
            "aliases",
            "limits",
            "on_store_failure",
            "tags",
            "require",
            "budget",
            "budgets",
            "end_user_budget",
            "usage_cost",
            ResponseStateSection.NAME,
            "drop_unsupported");
    private static final Map<String, OnStoreFailure> ON_STORE_FAILURE =
            Map.of("deny", OnStoreFailure.DENY, "allow", OnStoreFailure.ALLOW);
    private static final int MAX_TAGS = 50;
    private static final int LONGEST_TAG = 256;

    private final PlanBuilder builder;

    RightsSection(PlanBuilder builder) {
        this.builder = builder;
    }

    /** These fields and others. */
    static Set<String> with(String... others) {
        return Stream.concat(FIELDS.stream(), Stream.of(others)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Reads the rights. The key has no secret yet, and never expires.
     *
     * @param fields those of the value
     */
    ApiKey read(String id, MappingFields fields, YamlValue value) {
        boolean disabled = fields.find("disabled").flatMap(YamlValue::flag).orElse(false);
        Set<String> aliases = fields.find("aliases").map(this::aliases).orElse(Set.of());
        RateLimits limits = fields.find("limits")
                .map(section -> LimitSection.read(section, builder))
                .orElse(RateLimits.UNLIMITED);
        OnStoreFailure onStoreFailure = fields.find("on_store_failure")
                .flatMap(RightsSection::onStoreFailure)
                .orElse(OnStoreFailure.DENY);
        Map<String, String> tags = fields.find("tags").map(RightsSection::tags).orElse(Map.of());
        RoutingRequirements require =
                fields.find("require").map(RequirementSection::read).orElse(RoutingRequirements.NONE);
        List<Budget> budgets = budgets(fields);
        boolean usageCost = fields.find("usage_cost").flatMap(YamlValue::flag).orElse(false);
        ContentRules content = ContentSection.ofKey(fields, builder);
        Budget endUserBudget = fields.find("end_user_budget")
                .flatMap(BudgetSection::endUserBudget)
                .orElse(null);
        int counted = budgets.size() + builder.budgetsOf(tags) + (endUserBudget == null ? 0 : 1);
        if (counted > Budget.MOST_OF_A_REQUEST) {
            value.error("expected at most " + Budget.MOST_OF_A_REQUEST + " budgets, its own and those of its tags, got "
                    + counted);
        }
        return ApiKey.builder(id, CallerTemplate.keyHash(id))
                .disabled(disabled)
                .aliases(aliases)
                .limits(limits)
                .onStoreFailure(onStoreFailure)
                .tags(tags)
                .require(require)
                .budgets(budgets)
                .usageCost(usageCost)
                .dropUnsupported(
                        fields.find("drop_unsupported").flatMap(YamlValue::flag).orElse(null))
                .content(content)
                .endUserBudget(endUserBudget)
                .build();
    }

    /** Rejects an empty list, because it would read as "none" and mean "all". */
    private Set<String> aliases(YamlValue value) {
        if (value.isEmptyList()) {
            value.error("expected at least one name, got an empty list; without this field the key may use all");
        }
        Set<String> aliases = new LinkedHashSet<>();
        value.elements().forEach(element -> element.text("an alias, or provider/model", builder::serves)
                .ifPresent(aliases::add));
        return aliases;
    }

    private static Optional<OnStoreFailure> onStoreFailure(YamlValue value) {
        return value.text("deny or allow", ON_STORE_FAILURE::containsKey).map(ON_STORE_FAILURE::get);
    }

    private static List<Budget> budgets(MappingFields fields) {
        Optional<YamlValue> one = fields.find("budget");
        Optional<YamlValue> several = fields.find("budgets");
        if (one.isPresent() && several.isPresent()) {
            one.get().error("expected budget or budgets, got both");
        }
        return one.or(() -> several).map(BudgetSection::budgets).orElse(List.of());
    }

    private static Map<String, String> tags(YamlValue value) {
        Map<String, String> tags = new LinkedHashMap<>();
        value.entries().forEach((name, tag) -> tag.text(
                        "text (in quotes, if it is a number) of at most " + LONGEST_TAG + " characters",
                        text -> text.length() <= LONGEST_TAG)
                .ifPresent(text -> tags.put(name, text)));
        if (tags.size() > MAX_TAGS) {
            value.error("expected at most " + MAX_TAGS + " tags, got " + tags.size());
        }
        return tags;
    }
}
