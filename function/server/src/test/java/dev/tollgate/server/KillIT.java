package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Kills the gateway at random moments while clients call it, so that not even its shutdown hooks run. Restarts it, lets it
 * sweep, and checks the usage records. {@code -Dkill.requests=2000 -Dkill.seed=1} sends more requests and kills at other
 * moments.
 */
@Tag("kill")
class KillIT {
    private static final int REQUESTS = Integer.getInteger("kill.requests", 400);
    private static final int KILLS = 2 + REQUESTS / 400;
    private static final long SEED = Long.getLong("kill.seed", 20_261_125);
    private static final int CLIENTS = 8;

    @Test
    void killsAtAnyMomentLeaveCorrectUsageRecords() throws Exception {
        try (ScriptedProvider provider = new ScriptedProvider();
                // This server has the tables and also sweeps them. Concurrent sweeps must not interfere.
                RunningGateway store = RunningGateway.with(config(provider), RestartableGateway.SETTINGS);
                RestartableGateway gateway = new RestartableGateway(store.dynamoDb());
                DynamoDbClient tables = UsageTable.client(store.dynamoDb())) {
            PersistentClients clients = new PersistentClients(gateway, CLIENTS);

            clients.send(REQUESTS);
            Random random = new Random(SEED);
            for (int kill = 1; kill <= KILLS; kill++) {
                clients.awaitStarted(kill * REQUESTS / (KILLS + 1));
                gateway.killAndRestart(random.nextInt(200));
            }
            List<ClientResult> results = clients.awaitEnd();
            StoredUsage usage = new StoredUsage(tables);
            usage.awaitNothingPending();
            // A request that was killed between its reservation and its record holds a slot without a record. The next
            // request releases it.
            ClientResult last = clients.sendOnce(PersistentClients.LIMITED);
            usage.awaitNothingPending();

            assertUsage(usage, Stream.concat(results.stream(), Stream.of(last)).toList());
        }
    }

    private static void assertUsage(StoredUsage usage, List<ClientResult> results) {
        List<String> ids = usage.records().stream()
                .map(record -> record.get("request_id").s())
                .toList();
        assertThat(ids).as("one record per request").doesNotHaveDuplicates();
        assertThat(ids)
                .as("a record of each request whose response started")
                .containsAll(results.stream().map(ClientResult::requestId).toList());
        assertThat(usage.records())
                .allSatisfy(record -> assertThat(record).doesNotContainKeys("pending", "held"))
                .extracting(record -> record.get("status").s())
                .as("the kills did hit requests")
                .contains("settled", "abandoned")
                .containsOnly("settled", "abandoned");
        Map<String, Long> tokens = usage.tokensOfSettled();
        assertThat(results)
                .filteredOn(one -> one.tokens() > 0 && tokens.containsKey(one.requestId()))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(tokens.get(one.requestId())).isEqualTo(one.tokens()));

        assertThat(usage.budgets())
                .as("budgets are the sums of their records")
                .isEqualTo(usage.spentByBudget())
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy((budget, spent) -> assertThat(spent).doesNotStartWith("0 "));

        // The last request's slot is released at the same time as its record is settled.
        Awaitility.await().untilAsserted(() -> {
            Map<String, AttributeValue> counters = usage.counters("KEY#" + PersistentClients.LIMITED);
            assertThat(counters.get("in_flight").n()).as("slots held").isEqualTo("0");
            assertThat(counters.keySet()).noneMatch(name -> name.startsWith("h_"));
        });
    }

    private static String config(ScriptedProvider provider) {
        return """
                providers:
                  whole: { kind: openai, base_url: "%s", api_key: sk-none, prices: { m: { input: 3, output: 7 } } }
                  streamed: { kind: openai, base_url: "%s", api_key: sk-none, prices: { m: { input: 3, output: 7 } } }
                budgets:
                  "team=crash": { usd: 1000, per: month, shards: 3 }
                keys:
                  free: { secret: sk-it-free }
                  limited:
                    secret: sk-it-limited
                    tags: { team: crash }
                    budgets: [ { usd: 1000, per: total }, { usd: 0.000001, per: day, hard: false } ]
                    limits: { requests_per_minute: 100000, tokens_per_minute: 100000000, concurrent: 5 }
                """.formatted(
                provider.at("whole", ScriptedProvider.after(40, ScriptedProvider.json(ProviderReplies.WHOLE_TEXT))),
                provider.at("streamed", ScriptedProvider.paced(ProviderReplies.COUNTED_TEXT, 15)));
    }
}
