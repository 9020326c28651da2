package dev.tollgate.simulator;

import dev.tollgate.load.Books;
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
 * One of three providers is down, in every way there is: no caller may see it, and each answer must be billed once. Exit
 * status 1 where that is not so.
 */
public final class Outage {
    static final List<Persona> PERSONAS =
            List.of(Persona.healthy("steady", 15, 20), Persona.healthy("quick", 5, 10), Persona.down("down"));

    private static final long SEED = 20_261_125L;

    /** The caller has its answer before its request is settled, so the last ones may take a moment. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    private Outage() {}

    /** Arguments are the gateway's URL, DynamoDB's, the port for the providers, the number of calls and how many at a time. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        int calls = Integer.parseInt(arguments[3]);
        Outage outage = new Outage();
        boolean right;
        try (Simulator simulator = new Simulator(Integer.parseInt(arguments[2]), SEED, PERSONAS);
                DynamoDbClient tables = Books.client(URI.create(arguments[1]))) {
            outage.call(arguments[0], calls, Integer.parseInt(arguments[4]));
            Ledger ledger = settled(tables, calls);
            right = new OutageReport(outage.told, outage.failures, ledger, simulator.bill()).print(calls);
        }
        System.exit(right ? 0 : 1);
    }

    private void call(String gateway, int calls, int atOnce) throws InterruptedException {
        try (Caller caller = new Caller(gateway, System.getenv("LOAD_KEY_LIMITED"), "three");
                ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            IntStream.range(0, calls).forEach(number -> threads.execute(() -> ask(caller, number)));
            threads.shutdown();
            if (!threads.awaitTermination(1, TimeUnit.HOURS)) {
                throw new IllegalStateException("the calls did not end");
            }
        }
    }

    private void ask(Caller caller, int number) {
        try {
            Told answer = caller.ask(number);
            told.put(answer.requestId(), answer);
        } catch (RuntimeException failed) {
            failures.add("call " + number + ": " + failed);
        }
    }

    private static Ledger settled(DynamoDbClient tables, int calls) throws InterruptedException {
        Instant until = Instant.now().plus(PATIENCE);
        Ledger ledger = Ledger.of(tables);
        while (ledger.settled() < calls && Instant.now().isBefore(until)) {
            TimeUnit.MILLISECONDS.sleep(200);
            ledger = Ledger.of(tables);
        }
        return ledger;
    }
}
