package dev.tollgate.soak;

import dev.tollgate.load.AttachedJvm;
import dev.tollgate.load.UsageTables;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Calls a gateway in all ways that clients have, while its providers fail and its store refuses. Compares what it holds
 * after a first, short load with what it holds at the end. Exits with status 1 if something stayed, a record is pending, or
 * a caller saw an error that is a bug.
 */
public final class SoakRun {
    private static final int CALLERS = 24;
    private static final int IGNORING_CALLERS = 8;

    /** The JVM compiles, and pools and caches fill up. */
    private static final Duration WARM_UP = Duration.ofMinutes(2);

    /** Unread responses are given up, and requests reach their deadline and are swept. */
    private static final Duration QUIET = Duration.ofSeconds(150);

    private static final long HEAP_BYTES = 16 << 20;
    private static final int THREADS = 8;
    private static final int DESCRIPTORS = 16;

    private final SoakCaller caller;
    private final Map<String, LongAdder> results = new ConcurrentHashMap<>();

    private SoakRun(SoakCaller caller) {
        this.caller = caller;
    }

    /** Takes the gateway's port, its process id, the port of DynamoDB Local, and how many seconds the load lasts. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        int port = Integer.parseInt(arguments[0]);
        long process = Long.parseLong(arguments[1]);
        URI store = URI.create("http://127.0.0.1:" + arguments[2]);
        Duration length = Duration.ofSeconds(Long.parseLong(arguments[3]));
        SoakRun run = new SoakRun(new SoakCaller(port, System.getenv("LOAD_KEY_LIMITED")));
        MemoryMXBean memory = AttachedJvm.of(process).bean(ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);

        run.load(WARM_UP);
        TimeUnit.SECONDS.sleep(QUIET.toSeconds());
        ProcessSample before = ProcessSample.of(process, memory);
        System.out.println("after " + WARM_UP.toSeconds() + " s of load: " + before);
        run.load(length);
        TimeUnit.SECONDS.sleep(QUIET.toSeconds());
        ProcessSample after = ProcessSample.of(process, memory);
        System.out.println("after " + length.toSeconds() + " s more:    " + after);
        new TreeMap<>(run.results).forEach((result, count) -> System.out.println("  " + result + ": " + count));

        List<String> faults = new ArrayList<>(grown(before, after));
        try (DynamoDbClient tables = UsageTables.client(store)) {
            long pending = UsageTables.of(tables, "limited").inFlight();
            System.out.println("pending records: " + pending);
            if (pending > 0) {
                faults.add(pending + " records are still pending");
            }
        }
        if (run.results.containsKey("500")) {
            faults.add("the gateway answered 500");
        }
        faults.forEach(fault -> System.err.println("FAILED: " + fault));
        System.exit(faults.isEmpty() ? 0 : 1);
    }

    private static List<String> grown(ProcessSample before, ProcessSample after) {
        List<String> faults = new ArrayList<>();
        if (after.heapBytes() > before.heapBytes() + HEAP_BYTES) {
            faults.add("the heap grew");
        }
        if (after.threads() > before.threads() + THREADS) {
            faults.add("the threads grew");
        }
        if (after.descriptors() > before.descriptors() + DESCRIPTORS) {
            faults.add("the descriptors grew");
        }
        return faults;
    }

    private void load(Duration length) throws InterruptedException {
        long until = System.nanoTime() + length.toNanos();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < CALLERS; number++) {
                callers.execute(() -> {
                    while (System.nanoTime() < until) {
                        callOnce();
                    }
                });
            }
            for (int number = 0; number < IGNORING_CALLERS; number++) {
                callers.execute(() -> ignoreUntil(until));
            }
            callers.shutdown();
            if (!callers.awaitTermination(length.plusMinutes(5).toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the callers did not end");
            }
        }
    }

    private void callOnce() {
        try {
            count(Integer.toString(caller.call(SoakCaller.Habit.drawn())));
        } catch (IOException failure) {
            count(failure.getClass().getSimpleName() + " " + failure.getMessage());
        }
    }

    private void ignoreUntil(long until) {
        try {
            while (System.nanoTime() < until) {
                caller.ignoreResponse();
            }
        } catch (IOException failure) {
            count("unread: " + failure.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(String result) {
        results.computeIfAbsent(result, first -> new LongAdder()).increment();
    }
}
