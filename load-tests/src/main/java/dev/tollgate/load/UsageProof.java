package dev.tollgate.load;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Checks that the tables contain the usage of all requests, to the token. Exits with status 1 if they do not. */
public final class UsageProof {
    /** Callers receive their responses before the requests are settled, so the last ones may take a moment. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(200);

    private UsageProof() {}

    /** One line of the output. */
    private record Fact(String what, long expected, long found) {
        boolean holds() {
            return expected == found;
        }
    }

    /** Takes the URL of DynamoDB, the id of the key and the number of requests. */
    public static void main(String... arguments) throws InterruptedException {
        URI endpoint = URI.create(arguments[0]);
        long requests = Long.parseLong(arguments[2]);
        List<Fact> facts;
        try (DynamoDbClient client = UsageTables.client(endpoint)) {
            Instant until = Instant.now().plus(TIMEOUT);
            facts = facts(UsageTables.of(client, arguments[1]), requests);
            while (!facts.stream().allMatch(Fact::holds) && Instant.now().isBefore(until)) {
                Thread.sleep(POLL);
                facts = facts(UsageTables.of(client, arguments[1]), requests);
            }
        }
        System.out.printf("%n%-44s %10s %10s%n", "Usage and counters", "expected", "found");
        facts.forEach(fact -> System.out.printf(
                "%-44s %,10d %,10d  %s%n", fact.what(), fact.expected(), fact.found(), fact.holds() ? "ok" : "WRONG"));
        System.exit(facts.stream().allMatch(Fact::holds) ? 0 : 1);
    }

    private static List<Fact> facts(UsageTables tables, long requests) {
        return List.of(
                new Fact("usage records", requests, tables.records().size()),
                new Fact("  of them settled", requests, tables.count("status", "settled")),
                new Fact("requests in flight", 0, tables.inFlight()),
                new Fact("  with the outcome complete", requests, tables.count("outcome", "complete")),
                new Fact("  streamed", requests / 2, tables.streamed()),
                new Fact("different request ids", requests, tables.requestIds()),
                new Fact("prompt tokens", requests * ExpectedUsage.PROMPT_TOKENS, tables.sum("prompt_tokens")),
                new Fact(
                        "completion tokens",
                        requests * ExpectedUsage.COMPLETION_TOKENS,
                        tables.sum("completion_tokens")),
                new Fact("cost, in micro-dollars", requests * ExpectedUsage.COST_MICROS, tables.sum("cost_micros")),
                new Fact("requests that hold a slot of the concurrency", 0, tables.counter("in_flight")),
                new Fact(
                        "tokens counted in the last minute",
                        tables.counter("requests_used") * ExpectedUsage.TOKENS,
                        tables.counter("tokens_used")),
                new Fact("slots of the window with other tokens", 0, tables.wrongSlots(ExpectedUsage.TOKENS)));
    }
}
