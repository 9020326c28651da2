package dev.tollgate.simulator;

import dev.tollgate.load.UsageTables;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Calls an alias of which one provider of three is down, in all ways that we know. No caller may see an error, and each
 * response must be billed exactly once. Exits with status 1 otherwise.
 */
public final class OutageRun {
    static final List<ProviderPersona> PERSONAS = List.of(
            ProviderPersona.healthy("steady", 15, 20),
            ProviderPersona.healthy("quick", 5, 10),
            ProviderPersona.down("down"));

    private static final long SEED = 20_261_125L;

    /** Callers receive their responses before the requests are settled, so the last ones may take a moment. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Map<String, CallResult> results = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    private OutageRun() {}

    /** Takes the gateway's URL, DynamoDB's URL, the port for the providers, the number of calls, and how many run at a time. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        int calls = Integer.parseInt(arguments[3]);
        OutageRun outage = new OutageRun();
        boolean matches;
        try (ProviderSimulator simulator = new ProviderSimulator(Integer.parseInt(arguments[2]), SEED, PERSONAS);
                DynamoDbClient tables = UsageTables.client(URI.create(arguments[1]))) {
            outage.call(arguments[0], calls, Integer.parseInt(arguments[4]));
            RecordedCalls recordedCalls = settled(tables, calls);
            matches = new OutageReport(outage.results, outage.failures, recordedCalls, simulator.bill()).print(calls);
        }
        System.exit(matches ? 0 : 1);
    }

    private void call(String gateway, int calls, int atOnce) throws InterruptedException {
        try (SdkCaller caller = new SdkCaller(gateway, System.getenv("LOAD_KEY_LIMITED"), "three");
                ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            IntStream.range(0, calls).forEach(number -> threads.execute(() -> call(caller, number)));
            threads.shutdown();
            if (!threads.awaitTermination(1, TimeUnit.HOURS)) {
                throw new IllegalStateException("the calls did not end");
            }
        }
    }

    private void call(SdkCaller caller, int number) {
        try {
            CallResult result = caller.call(number);
            results.put(result.requestId(), result);
        } catch (RuntimeException failed) {
            failures.add("call " + number + ": " + failed);
        }
    }

    private static RecordedCalls settled(DynamoDbClient tables, int calls) throws InterruptedException {
        Instant until = Instant.now().plus(TIMEOUT);
        RecordedCalls recordedCalls = RecordedCalls.of(tables);
        while (recordedCalls.settled() < calls && Instant.now().isBefore(until)) {
            TimeUnit.MILLISECONDS.sleep(200);
            recordedCalls = RecordedCalls.of(tables);
        }
        return recordedCalls;
    }
}
