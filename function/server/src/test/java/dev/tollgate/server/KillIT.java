package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Kills the gateway at random moments, so that not even its hooks run, while clients ask it; starts it again, lets it
 * sweep, and reads the books. {@code -Dkill.requests=2000 -Dkill.seed=1} asks more, and kills at other moments.
 */
@Tag("kill")
class KillIT {
    private static final int REQUESTS = Integer.getInteger("kill.requests", 400);
    private static final int KILLS = 2 + REQUESTS / 400;
    private static final long SEED = Long.getLong("kill.seed", 20_261_125);
    private static final int CLIENTS = 8;

    @Test
    void whateverMomentItIsKilledAtTheBooksAreRight() throws Exception {
        try (ScriptedProvider provider = new ScriptedProvider();
                // It holds the tables, and sweeps them, too: two at a time must not be in each other's way.
                RunningGateway store = RunningGateway.with(config(provider), MortalGateway.SETTINGS);
                MortalGateway gateway = new MortalGateway(store.dynamoDb());
                DynamoDbClient tables = UsageTable.client(store.dynamoDb())) {
            Crowd crowd = new Crowd(gateway, CLIENTS);

            crowd.ask(REQUESTS);
            Random random = new Random(SEED);
            for (int kill = 1; kill <= KILLS; kill++) {
                crowd.awaitBegun(kill * REQUESTS / (KILLS + 1));
                gateway.killAndRestart(random.nextInt(200));
            }
            List<Told> told = crowd.awaitEnd();
            Books books = new Books(tables);
            books.awaitNothingPending();
            // Who held a slot without a record, because it was killed between the two, is forgotten by the next
            // request.
            Told last = crowd.askOnce(Crowd.LIMITED);
            books.awaitNothingPending();

            assertBooks(books, Stream.concat(told.stream(), Stream.of(last)).toList());
        }
    }

    private static void assertBooks(Books books, List<Told> told) {
        List<String> ids = books.records().stream()
                .map(record -> record.get("request_id").s())
                .toList();
        assertThat(ids).as("one record a request").doesNotHaveDuplicates();
        assertThat(ids)
                .as("a record of each request whose head was seen")
                .containsAll(told.stream().map(Told::requestId).toList());
        assertThat(books.records())
                .allSatisfy(record -> assertThat(record).doesNotContainKeys("pending", "held"))
                .extracting(record -> record.get("status").s())
                .as("the kills did hit requests")
                .contains("settled", "abandoned")
                .containsOnly("settled", "abandoned");
        Map<String, Long> tokens = books.tokensOfSettled();
        assertThat(told)
                .filteredOn(one -> one.tokens() > 0 && tokens.containsKey(one.requestId()))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(tokens.get(one.requestId())).isEqualTo(one.tokens()));

        assertThat(books.budgets())
                .as("budgets are the fold of the records")
                .isEqualTo(books.spentByBudget())
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy((budget, spent) -> assertThat(spent).doesNotStartWith("0 "));

        Map<String, AttributeValue> counters = books.counters("KEY#" + Crowd.LIMITED);
        assertThat(counters.get("under_way").n()).as("slots held").isEqualTo("0");
        assertThat(counters.keySet()).noneMatch(name -> name.startsWith("h_"));
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
                        provider.at("whole", ScriptedProvider.after(40, ScriptedProvider.json(Replies.WHOLE_TEXT))),
                        provider.at("streamed", ScriptedProvider.paced(Replies.COUNTED_TEXT, 15)));
    }
}
