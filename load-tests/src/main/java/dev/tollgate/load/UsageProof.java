package dev.tollgate.load;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Proves from the tables that so many requests are all in the books, to the token. Exit status 1 where they are not. */
public final class UsageProof {
    /** The caller has its answer before its request is settled, so the last ones may take a moment. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(200);

    private UsageProof() {}

    /** One line of the proof. */
    private record Fact(String what, long expected, long found) {
        boolean holds() {
            return expected == found;
        }
    }

    /** Arguments are DynamoDB's URL, the key's id and the number of requests. */
    public static void main(String... arguments) throws InterruptedException {
        URI endpoint = URI.create(arguments[0]);
        long requests = Long.parseLong(arguments[2]);
        List<Fact> facts;
        try (DynamoDbClient client = UsageTables.client(endpoint)) {
            Instant until = Instant.now().plus(PATIENCE);
            facts = facts(UsageTables.of(client, arguments[1]), requests);
            while (!facts.stream().allMatch(Fact::holds) && Instant.now().isBefore(until)) {
                Thread.sleep(POLL);
                facts = facts(UsageTables.of(client, arguments[1]), requests);
            }
        }
        System.out.printf("%n%-44s %10s %10s%n", "The books", "expected", "found");
        facts.forEach(fact -> System.out.printf(
                "%-44s %,10d %,10d  %s%n", fact.what(), fact.expected(), fact.found(), fact.holds() ? "ok" : "WRONG"));
        System.exit(facts.stream().allMatch(Fact::holds) ? 0 : 1);
    }

    private static List<Fact> facts(UsageTables books, long requests) {
        return List.of(
                new Fact("usage records", requests, books.records().size()),
                new Fact("  of them settled", requests, books.count("status", "settled")),
                new Fact("  of them pending", 0, books.count("status", "pending")),
                new Fact("  with the outcome complete", requests, books.count("outcome", "complete")),
                new Fact("  streamed", requests / 2, books.streamed()),
                new Fact("different request ids", requests, books.requestIds()),
                new Fact("prompt tokens", requests * ExpectedUsage.PROMPT_TOKENS, books.sum("prompt_tokens")),
                new Fact(
                        "completion tokens",
                        requests * ExpectedUsage.COMPLETION_TOKENS,
                        books.sum("completion_tokens")),
                new Fact("cost, in micro-dollars", requests * ExpectedUsage.COST_MICROS, books.sum("cost_micros")),
                new Fact("requests that hold a slot of the concurrency", 0, books.counter("under_way")),
                new Fact(
                        "tokens counted in the last minute",
                        books.counter("requests_used") * ExpectedUsage.TOKENS,
                        books.counter("tokens_used")),
                new Fact("slots of the window with other tokens", 0, books.wrongSlots(ExpectedUsage.TOKENS)));
    }
}
