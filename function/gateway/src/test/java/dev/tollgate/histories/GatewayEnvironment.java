package dev.tollgate.histories;

import dev.tollgate.auth.BudgetIncreases;
import dev.tollgate.auth.Keys;
import dev.tollgate.auth.TagBudgets;
import dev.tollgate.auth.Teams;
import dev.tollgate.auth.TokenCallers;
import dev.tollgate.bill.CustomPrices;
import dev.tollgate.bill.PriceTable;
import dev.tollgate.bill.PriceTables;
import dev.tollgate.bill.RollUps;
import dev.tollgate.bill.StalePendingRecords;
import dev.tollgate.bill.UsageLedger;
import dev.tollgate.bill.UsageRecords;
import dev.tollgate.call.CallTelemetry;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.config.RequestTagConfig;
import dev.tollgate.config.TrustedAuthorities;
import dev.tollgate.edge.CallLogs;
import dev.tollgate.edge.ChatEndpoint;
import dev.tollgate.edge.EmbeddingsEndpoint;
import dev.tollgate.edge.GatewayFront;
import dev.tollgate.failover.RetryPause;
import dev.tollgate.fake.NoRetryPause;
import dev.tollgate.fake.NoTokenCallers;
import dev.tollgate.guardrail.ContentPolicies;
import dev.tollgate.health.HealthStore;
import dev.tollgate.idempotency.IdempotencyStore;
import dev.tollgate.jobs.PendingSweep;
import dev.tollgate.jobs.RollUpJob;
import dev.tollgate.jobs.SweepLog;
import dev.tollgate.limit.RateLimiter;
import dev.tollgate.manifest.CheckedReader;
import dev.tollgate.manifest.ManifestPlan;
import dev.tollgate.manifest.ManifestRules;
import dev.tollgate.metering.PriceListCosts;
import dev.tollgate.metering.PriceListFacts;
import dev.tollgate.process.ProcessExit;
import dev.tollgate.promptlog.PromptLog;
import dev.tollgate.provider.ProviderCatalog;
import dev.tollgate.provider.ProviderKind;
import dev.tollgate.provider.SecretResolver;
import dev.tollgate.provider.anthropic.AnthropicKind;
import dev.tollgate.provider.compatible.CompatibleKind;
import dev.tollgate.responsecache.ResponseStore;
import dev.tollgate.route.CostEstimates;
import dev.tollgate.route.ModelFacts;
import dev.tollgate.route.RoutingTables;
import dev.tollgate.store.AwsPromptLog;
import dev.tollgate.store.AwsSecrets;
import dev.tollgate.store.DynamoBudgetIncreases;
import dev.tollgate.store.DynamoContentPolicies;
import dev.tollgate.store.DynamoCustomPrices;
import dev.tollgate.store.DynamoHealthStore;
import dev.tollgate.store.DynamoIdempotencyStore;
import dev.tollgate.store.DynamoKeys;
import dev.tollgate.store.DynamoManifestWriter;
import dev.tollgate.store.DynamoRateLimiter;
import dev.tollgate.store.DynamoResponseStore;
import dev.tollgate.store.DynamoRollUps;
import dev.tollgate.store.DynamoRoutingTables;
import dev.tollgate.store.DynamoStalePendingRecords;
import dev.tollgate.store.DynamoStoredResponses;
import dev.tollgate.store.DynamoTagBudgets;
import dev.tollgate.store.DynamoTeams;
import dev.tollgate.store.DynamoUsageLedger;
import dev.tollgate.store.DynamoUsageRecords;
import dev.tollgate.storedresponse.StoredResponses;
import dev.tollgate.usage.UsageReport;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A whole gateway: all that runs in production, but for its container, its logs, and the length of its pauses. */
final class GatewayEnvironment implements AutoCloseable {
    private static final List<ProviderKind> KINDS = List.of(new CompatibleKind(), new AnthropicKind());

    private final DynamoDbClient client;
    private final BeanContainer beans;
    private final Clock clock;
    private final GatewayFront front;

    GatewayEnvironment(
            HistoryTables tables,
            Clock clock,
            int faultsPercent,
            DyingEnvironments deaths,
            BiConsumer<String, String> noted) {
        this.client = HistoryTables.client(faultsPercent);
        this.clock = clock;
        this.beans = ports(deaths)
                .with(DynamoDbClient.class, client)
                .with(GatewayConfig.class, tables.config())
                .with(Clock.class, clock)
                .with(TrustedAuthorities.class, new TrustedAuthorities(Optional.empty()))
                .with(List.class, KINDS)
                .with(ProviderCatalog.class, new ProviderCatalog(Set.of("openai", "anthropic"), Map.of()))
                .with(CallLogs.class, new CallLogs(List.of()))
                .with(CallTelemetry.class, CallTelemetry.OFF)
                .with(RequestTagConfig.class, new NoRequestTags())
                .with(ProcessExit.class, GatewayEnvironment::unexpectedExit)
                .with(SweepLog.class, _ -> {});
        beans.with(PriceTable.class, PriceTables.of(beans.get(CustomPrices.class)));
        this.front = new GatewayFront(beans.get(ChatEndpoint.class), beans.get(EmbeddingsEndpoint.class), noted);
    }

    /** No request has tags of its own. */
    private record NoRequestTags() implements RequestTagConfig {
        @Override
        public Optional<Set<String>> allowed() {
            return Optional.empty();
        }

        @Override
        public Optional<Set<String>> trusted() {
            return Optional.empty();
        }
    }

    private static void unexpectedExit(int status) {
        throw new IllegalStateException("the process would end with status " + status);
    }

    private static BeanContainer ports(DyingEnvironments deaths) {
        return new BeanContainer()
                .port(Keys.class, DynamoKeys.class)
                .port(TokenCallers.class, NoTokenCallers.class)
                .port(Teams.class, DynamoTeams.class)
                .port(TagBudgets.class, DynamoTagBudgets.class)
                .port(BudgetIncreases.class, DynamoBudgetIncreases.class)
                .port(CustomPrices.class, DynamoCustomPrices.class)
                .port(RoutingTables.class, DynamoRoutingTables.class)
                .port(ContentPolicies.class, DynamoContentPolicies.class)
                .port(ResponseStore.class, DynamoResponseStore.class)
                .port(StoredResponses.class, DynamoStoredResponses.class)
                .port(PromptLog.class, AwsPromptLog.class)
                .port(HealthStore.class, DynamoHealthStore.class)
                .port(RateLimiter.class, DynamoRateLimiter.class, deaths::around)
                .port(UsageLedger.class, DynamoUsageLedger.class, deaths::around)
                .port(IdempotencyStore.class, DynamoIdempotencyStore.class, deaths::around)
                .port(StalePendingRecords.class, DynamoStalePendingRecords.class)
                .port(RollUps.class, DynamoRollUps.class)
                .port(UsageRecords.class, DynamoUsageRecords.class)
                .port(SecretResolver.class, AwsSecrets.class)
                .port(ModelFacts.class, PriceListFacts.class)
                .port(CostEstimates.class, PriceListCosts.class)
                .port(RetryPause.class, NoRetryPause.class);
    }

    /** Writes a {@code tollgate.yaml} into the config table, as the server does when it starts. */
    void apply(String yaml) {
        ManifestRules rules = new ManifestRules(Set.of("openai", "anthropic"), true, _ -> null, List.of());
        ManifestPlan plan = new CheckedReader(rules).read("history.yaml", yaml).plan();
        beans.get(DynamoManifestWriter.class)
                .apply(
                        plan.table(),
                        plan.pricing(),
                        plan.budgets(),
                        plan.policies(),
                        plan.callers(),
                        plan.keys(),
                        "history");
    }

    URI uri() {
        return front.uri();
    }

    void awaitIdle() {
        front.awaitIdle();
    }

    /** One look at what is pending. */
    void sweep() throws InterruptedException {
        beans.get(PendingSweep.class).run(clock.instant().plus(Duration.ofSeconds(10)));
    }

    /** @param most how long the run may take; another one goes on where it ended */
    void rollUp(Duration most) {
        beans.get(RollUpJob.class).run(clock.instant().plus(most));
    }

    UsageReport usage() {
        return beans.get(UsageReport.class);
    }

    @Override
    public void close() {
        front.close();
        client.close();
    }
}
