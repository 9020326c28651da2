package dev.tollgate.manifest;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.CallerTemplate;
import dev.tollgate.auth.TagBudget;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PricingConfig;
import dev.tollgate.bill.TariffTable;
import dev.tollgate.guardrail.ContentPolicy;
import dev.tollgate.openai.GatewayPolicy;
import dev.tollgate.provider.CatalogEntry;
import dev.tollgate.provider.DataTerms;
import dev.tollgate.provider.KnownProviders;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Alias;
import dev.tollgate.route.ModelName;
import dev.tollgate.route.RoutingTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Builds the plan while the file is read. It keeps the names of invalid entries, so that each error appears once. */
final class PlanBuilder {
    private final Set<String> catalogue;
    private final Set<String> providerNames = new TreeSet<>();
    private final Set<String> aliasNames = new HashSet<>();
    private final Set<String> policyNames = new HashSet<>();
    private final Set<String> leftOut = new HashSet<>();
    private final Map<String, Provider> providers = new LinkedHashMap<>();
    private final Map<String, Map<String, Price>> prices = new LinkedHashMap<>();
    private final Map<String, Alias> aliases = new LinkedHashMap<>();
    private final Map<String, ContentPolicy> policies = new LinkedHashMap<>();
    private final List<TagBudget> budgets = new ArrayList<>();
    private final List<CallerTemplate> callers = new ArrayList<>();
    private final List<ApiKey> keys = new ArrayList<>();
    private GatewayPolicy policy = GatewayPolicy.NONE;
    private TariffTable tariffs = TariffTable.NONE;

    /**
     * An empty plan.
     *
     * @param catalogue the providers that need no entry in the file
     */
    PlanBuilder(Set<String> catalogue) {
        this.catalogue = catalogue;
    }

    void mention(String provider) {
        providerNames.add(provider);
    }

    void mentionAlias(String alias) {
        aliasNames.add(alias);
    }

    boolean isKnown(String provider) {
        return providerNames.contains(provider) || catalogue.contains(provider);
    }

    /** The kind of a provider in the file or in the catalogue; empty if there is no such provider. */
    Optional<String> kind(String provider) {
        return Optional.ofNullable(providers.get(provider)).map(Provider::kind).or(() -> Optional.of(provider)
                .filter(catalogue::contains)
                .flatMap(KnownProviders::named)
                .map(CatalogEntry::kind));
    }

    String providerNames() {
        return providerNames.isEmpty() ? "none" : String.join(", ", providerNames);
    }

    /** How the provider handles prompts to this model; unknown for providers that are not in the file. */
    DataTerms terms(ModelName model) {
        Provider provider = providers.get(model.provider());
        return provider == null ? DataTerms.UNKNOWN : provider.terms(model.model());
    }

    void leaveOut(String provider) {
        leftOut.add(provider);
        providers.remove(provider);
        prices.remove(provider);
    }

    boolean isLeftOut(String provider) {
        return leftOut.contains(provider);
    }

    /** Whether a request may use this name: it is an alias, or the full name of a known provider's model. */
    boolean serves(String model) {
        return aliasNames.contains(model)
                || (NameRules.isFullModel(model) && isKnown(model.substring(0, model.indexOf('/'))));
    }

    /** Adds a provider. It replaces one of the same name. */
    void add(ManifestRules.BuiltIn entry) {
        String name = entry.provider().name();
        mention(name);
        providers.put(name, entry.provider());
        prices.put(name, entry.prices());
    }

    void add(Alias alias) {
        aliases.put(alias.name(), alias);
    }

    /** The aliases of a cycle, if there is one. */
    Optional<List<String>> cycle() {
        CycleDetector cycles = new CycleDetector(aliases);
        return aliases.keySet().stream()
                .map(cycles::from)
                .filter(cycle -> !cycle.isEmpty())
                .findFirst();
    }

    void add(ContentPolicy contentPolicy) {
        policies.put(contentPolicy.name(), contentPolicy);
    }

    void mentionPolicy(String name) {
        policyNames.add(name);
    }

    /** Whether the file has a content policy of this name. */
    boolean isPolicy(String name) {
        return policyNames.contains(name);
    }

    void set(GatewayPolicy gatewayPolicy) {
        policy = gatewayPolicy;
    }

    void set(TariffTable tariffTable) {
        tariffs = tariffTable;
    }

    void add(TagBudget budget) {
        budgets.add(budget);
    }

    /** How many budgets apply to a key because of these tags. */
    int budgetsOf(Map<String, String> tags) {
        return budgets.stream()
                .filter(budget -> tags.entrySet().stream()
                        .anyMatch(tag -> budget.tag().equals(tag.getKey() + "=" + tag.getValue())))
                .mapToInt(budget -> budget.budgets().size())
                .sum();
    }

    void add(CallerTemplate caller) {
        callers.add(caller);
    }

    void add(ApiKey key) {
        keys.add(key);
    }

    ManifestPlan plan() {
        prices.values().removeIf(Map::isEmpty);
        return new ManifestPlan(
                new RoutingTable(aliases, providers, policy),
                new PricingConfig(prices, tariffs),
                budgets,
                List.copyOf(policies.values()),
                callers,
                keys);
    }
}
