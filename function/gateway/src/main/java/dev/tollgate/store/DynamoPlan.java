package dev.tollgate.store;

import dev.tollgate.auth.Budget;
import dev.tollgate.auth.BudgetIncrease;
import dev.tollgate.auth.CallerTemplate;
import dev.tollgate.auth.TagBudget;
import dev.tollgate.auth.Team;
import dev.tollgate.bill.ListPrices;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.TariffTable;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.guardrail.ContentPolicy;
import dev.tollgate.openai.GatewayPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Alias;
import dev.tollgate.route.ChangeTimes;
import dev.tollgate.route.ModelName;
import dev.tollgate.route.RoutingTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The configuration in force: aliases, providers, prices, budgets of tags and callers. One Query of the config table reads it,
 * and it is cached for a while.
 */
@ApplicationScoped
class DynamoPlan {
    private static final Logger LOG = Logger.getLogger(DynamoPlan.class);

    private final ConfigTable table;
    private final AppliedPriceList priceList = new AppliedPriceList();
    private final StaleWhileRevalidateCache<Plan> plan;

    DynamoPlan(ConfigTable table, GatewayConfig config, Clock clock) {
        this.table = table;
        this.plan = new StaleWhileRevalidateCache<>(
                "aliases and providers", config.fresh().config(), clock, this::read);
    }

    RoutingTable routes() {
        return plan.get().routes();
    }

    /** Custom prices by {@code provider/model}. */
    Map<String, Price> prices() {
        return plan.get().prices();
    }

    TariffTable tariffs() {
        return plan.get().tariffs();
    }

    /** The price list that somebody applied. It is read when it is first needed, and again only if it has changed. */
    Optional<ListPrices> appliedList() {
        String document = plan.get().priceList();
        return document == null ? Optional.empty() : priceList.of(document);
    }

    /** Budgets by tag as {@code name=value}. */
    Map<String, List<Budget>> budgets() {
        return plan.get().budgets();
    }

    /** Increases of budgets by {@link BudgetIncrease#budget()}. */
    Map<String, BudgetIncrease> increases() {
        return plan.get().increases();
    }

    /** Teams by id. */
    Map<String, Team> teams() {
        return plan.get().teams();
    }

    /** Content policies by name. */
    Map<String, ContentPolicy> policies() {
        return plan.get().policies();
    }

    /** The templates of callers with a token, by team. */
    Map<String, CallerTemplate> callers() {
        return plan.get().callers();
    }

    private Plan read() {
        PlanBuilder builder = new PlanBuilder();
        table.configItems(false).forEach(item -> add(item, builder));
        return new Plan(
                new RoutingTable(
                        builder.aliases,
                        builder.providers,
                        builder.policy,
                        new ChangeTimes(builder.aliasChanges, builder.providerChanges)),
                Map.copyOf(builder.prices),
                builder.tariffs,
                builder.budgets(),
                Map.copyOf(builder.increases),
                Map.copyOf(builder.policies),
                Map.copyOf(builder.callers),
                Map.copyOf(builder.teams),
                builder.priceList);
    }

    /** A document that cannot be read must not make the others unusable. */
    private static void add(Map<String, AttributeValue> item, PlanBuilder builder) {
        try {
            builder.add(StoredDocument.of(item));
        } catch (RuntimeException unreadable) {
            LOG.errorf(
                    "Left out %s of the config table: %s", ItemReader.textOrEmpty(item, "sk"), unreadable.getMessage());
        }
    }

    private record Plan(
            RoutingTable routes,
            Map<String, Price> prices,
            TariffTable tariffs,
            Map<String, List<Budget>> budgets,
            Map<String, BudgetIncrease> increases,
            Map<String, ContentPolicy> policies,
            Map<String, CallerTemplate> callers,
            Map<String, Team> teams,
            @Nullable String priceList) {}

    private static final class PlanBuilder {
        private final Map<String, Alias> aliases = new HashMap<>();
        private final Map<String, Provider> providers = new HashMap<>();
        private final Map<String, Instant> aliasChanges = new HashMap<>();
        private final Map<String, Instant> providerChanges = new HashMap<>();
        private final Map<String, Price> prices = new HashMap<>();
        private final Map<String, List<Budget>> budgets = new HashMap<>();
        private final Map<String, BudgetIncrease> increases = new HashMap<>();
        private final Map<String, ContentPolicy> policies = new HashMap<>();
        private final Map<String, CallerTemplate> callers = new HashMap<>();
        private final Map<String, Team> teams = new HashMap<>();
        private GatewayPolicy policy = GatewayPolicy.NONE;
        private TariffTable tariffs = TariffTable.NONE;
        private @Nullable String priceList;

        /** The budgets of tags, with those of teams. If both are for one period, the configuration's counts. */
        Map<String, List<Budget>> budgets() {
            Map<String, List<Budget>> all = new HashMap<>(budgets);
            teams.values().forEach(team -> all.merge(team.tag(), team.budgets(), PlanBuilder::withOtherPeriods));
            return all;
        }

        private static List<Budget> withOtherPeriods(List<Budget> configured, List<Budget> ofTeam) {
            List<Budget> all = new ArrayList<>(configured);
            ofTeam.stream()
                    .filter(budget -> configured.stream().noneMatch(other -> other.per() == budget.per()))
                    .forEach(all::add);
            return all;
        }

        void add(StoredDocument document) {
            String sk = document.sk();
            if (sk.startsWith("alias#")) {
                Alias alias = DocumentCodec.read(document.json(), Alias.class);
                aliases.put(alias.name(), alias);
                aliasChanges.put(alias.name(), document.updatedAt());
            } else if (sk.equals(ConfigTable.TERMS)) {
                policy = DocumentCodec.read(document.json(), GatewayPolicy.class);
                tariffs = DocumentCodec.read(document.json(), TariffTable.class);
            } else if (sk.startsWith("provider#")) {
                Provider provider = DocumentCodec.read(document.json(), Provider.class);
                Map<String, Price> custom = DocumentCodec.prices(document.json());
                providers.put(provider.name(), provider);
                providerChanges.put(provider.name(), document.updatedAt());
                custom.forEach((model, price) -> prices.put(new ModelName(provider.name(), model).toString(), price));
            } else if (sk.equals(ConfigTable.PRICES)) {
                priceList = document.json();
            } else if (sk.startsWith("budget#")) {
                TagBudget budget = DocumentCodec.read(document.json(), TagBudget.class);
                budgets.put(budget.tag(), budget.budgets());
            } else if (sk.startsWith(DynamoConfigDocuments.INCREASE)) {
                BudgetIncrease increase = DocumentCodec.read(document.json(), BudgetIncrease.class);
                increases.put(increase.budget(), increase);
            } else if (sk.startsWith(DynamoConfigDocuments.TEAM)) {
                Team team = DocumentCodec.read(document.json(), Team.class);
                teams.put(team.id(), team);
            } else if (sk.startsWith("policy#")) {
                ContentPolicy contentPolicy = DocumentCodec.read(document.json(), ContentPolicy.class);
                policies.put(contentPolicy.name(), contentPolicy);
            } else if (sk.startsWith(ConfigTable.CALLERS)) {
                CallerTemplate template = DocumentCodec.read(document.json(), CallerTemplate.class);
                callers.put(template.team(), template);
            }
        }
    }
}
