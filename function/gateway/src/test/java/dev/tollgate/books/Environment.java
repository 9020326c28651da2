package dev.tollgate.books;

import dev.tollgate.auth.Keys;
import dev.tollgate.auth.TagBudgets;
import dev.tollgate.bill.Ledger;
import dev.tollgate.bill.Leftovers;
import dev.tollgate.bill.OwnPrices;
import dev.tollgate.bill.PriceTable;
import dev.tollgate.bill.PriceTables;
import dev.tollgate.bill.RollUps;
import dev.tollgate.bill.UsageBooks;
import dev.tollgate.call.CallLog;
import dev.tollgate.call.ListCosts;
import dev.tollgate.call.ListedFacts;
import dev.tollgate.call.Pause;
import dev.tollgate.call.RollUp;
import dev.tollgate.call.Sweep;
import dev.tollgate.call.SweepLog;
import dev.tollgate.call.UsageReport;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.config.Trust;
import dev.tollgate.edge.ChatEndpoint;
import dev.tollgate.edge.Front;
import dev.tollgate.fake.NoPause;
import dev.tollgate.health.HealthBoard;
import dev.tollgate.limit.Limits;
import dev.tollgate.provider.Catalogue;
import dev.tollgate.provider.ProviderKind;
import dev.tollgate.provider.Secrets;
import dev.tollgate.provider.anthropic.AnthropicKind;
import dev.tollgate.provider.compatible.CompatibleKind;
import dev.tollgate.repeat.Repeats;
import dev.tollgate.route.Costs;
import dev.tollgate.route.ModelFacts;
import dev.tollgate.route.Routes;
import dev.tollgate.setup.Plan;
import dev.tollgate.setup.Rules;
import dev.tollgate.setup.SetupReader;
import dev.tollgate.store.AwsSecrets;
import dev.tollgate.store.DynamoHealthBoard;
import dev.tollgate.store.DynamoKeys;
import dev.tollgate.store.DynamoLedger;
import dev.tollgate.store.DynamoLeftovers;
import dev.tollgate.store.DynamoLimits;
import dev.tollgate.store.DynamoPrices;
import dev.tollgate.store.DynamoRepeats;
import dev.tollgate.store.DynamoRollUps;
import dev.tollgate.store.DynamoRoutes;
import dev.tollgate.store.DynamoSetup;
import dev.tollgate.store.DynamoTagBudgets;
import dev.tollgate.store.DynamoUsage;
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
final class Environment implements AutoCloseable {
    private static final List<ProviderKind> KINDS = List.of(new CompatibleKind(), new AnthropicKind());

    private final DynamoDbClient client;
    private final Beans beans;
    private final Clock clock;
    private final Front front;

    Environment(Tables tables, Clock clock, int faultsPercent, Deaths deaths, BiConsumer<String, String> noted) {
        this.client = Tables.client(faultsPercent);
        this.clock = clock;
        this.beans = ports(deaths)
                .with(DynamoDbClient.class, client)
                .with(GatewayConfig.class, tables.config())
                .with(Clock.class, clock)
                .with(Trust.class, new Trust(Optional.empty()))
                .with(List.class, KINDS)
                .with(Catalogue.class, new Catalogue(Set.of("openai", "anthropic"), Map.of()))
                .with(CallLog.class, _ -> {})
                .with(SweepLog.class, _ -> {});
        beans.with(PriceTable.class, PriceTables.of(beans.get(OwnPrices.class)));
        this.front = new Front(beans.get(ChatEndpoint.class), noted);
    }

    private static Beans ports(Deaths deaths) {
        return new Beans()
                .port(Keys.class, DynamoKeys.class)
                .port(TagBudgets.class, DynamoTagBudgets.class)
                .port(OwnPrices.class, DynamoPrices.class)
                .port(Routes.class, DynamoRoutes.class)
                .port(HealthBoard.class, DynamoHealthBoard.class)
                .port(Limits.class, DynamoLimits.class, deaths::around)
                .port(Ledger.class, DynamoLedger.class, deaths::around)
                .port(Repeats.class, DynamoRepeats.class, deaths::around)
                .port(Leftovers.class, DynamoLeftovers.class)
                .port(RollUps.class, DynamoRollUps.class)
                .port(UsageBooks.class, DynamoUsage.class)
                .port(Secrets.class, AwsSecrets.class)
                .port(ModelFacts.class, ListedFacts.class)
                .port(Costs.class, ListCosts.class)
                .port(Pause.class, NoPause.class);
    }

    /** Writes a {@code tollgate.yaml} into the config table, as the server does when it starts. */
    void apply(String yaml) {
        Rules rules = new Rules(Set.of("openai", "anthropic"), true, _ -> null, List.of());
        Plan plan = new SetupReader(rules).read("history.yaml", yaml).plan();
        beans.get(DynamoSetup.class).apply(plan.table(), plan.pricing(), plan.budgets(), plan.keys(), "history");
    }

    URI uri() {
        return front.uri();
    }

    void awaitIdle() {
        front.awaitIdle();
    }

    /** One look at what is pending. */
    void sweep() throws InterruptedException {
        beans.get(Sweep.class).run(clock.instant().plus(Duration.ofSeconds(10)));
    }

    void rollUp() {
        beans.get(RollUp.class).run(clock.instant().plus(Duration.ofMinutes(1)));
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
