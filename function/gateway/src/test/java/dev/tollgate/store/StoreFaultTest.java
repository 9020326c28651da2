package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.limit.RateLimits;
import dev.tollgate.outage.FaultScript;
import dev.tollgate.outage.RequestFault;
import dev.tollgate.outage.TableRequest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Everything that the store does, with each kind of fault at each of its calls: nothing is counted twice, nothing is lost,
 * and the only failure that callers see is that the store does not answer.
 */
final class StoreFaultTest {
    /** They differ in what is done; what they have in common is that nobody knows. */
    private static final List<RequestFault> LASTING = List.of(RequestFault.UNAVAILABLE, RequestFault.LOST);

    /** How many cases run at a time: they wait for clients that pause or give up, and need hardly any processor. */
    private static final int AT_A_TIME = 16;

    private static final Map<String, Function<LocalTables, StoreOperation>> OPERATIONS = new LinkedHashMap<>();
    private static final BlockingQueue<FaultyTables> IDLE = new LinkedBlockingQueue<>();

    private static ExecutorService threads;

    @BeforeAll
    static void start() {
        threads = Executors.newFixedThreadPool(AT_A_TIME);
        // One more than there are threads, to find out meanwhile which calls the next operation makes.
        IntStream.rangeClosed(0, AT_A_TIME).forEach(_ -> IDLE.add(new FaultyTables()));
        OPERATIONS.put("all limits", tables -> new LimitedCalls(tables, new RateLimits(10L, 10_000L, 5L)));
        OPERATIONS.put("a limit of tokens", tables -> new LimitedCalls(tables, new RateLimits(null, 10_000L, null)));
        OPERATIONS.put("a record", RecordedCall::withoutBudgets);
        OPERATIONS.put("calls at the same time", GroupedCalls::new);
        OPERATIONS.put("budgets", tables -> RecordedCall.inBudgets(tables, false));
        OPERATIONS.put("budgets, where it is allowed", tables -> RecordedCall.inBudgets(tables, true));
        OPERATIONS.put("sweep", tables -> new AbandonedCall(tables, false));
        OPERATIONS.put("sweep of budgets", tables -> new AbandonedCall(tables, true));
        OPERATIONS.put("repetition", tables -> new RepeatedRequest(tables, true));
        OPERATIONS.put("repetition without an answer", tables -> new RepeatedRequest(tables, false));
        OPERATIONS.put("configuration", ConfigReading::new);
        OPERATIONS.put("health", HealthNotes::new);
        OPERATIONS.put("roll-up", RolledUpDay::new);
    }

    @AfterAll
    static void stop() {
        threads.close();
        IDLE.forEach(FaultyTables::close);
    }

    /**
     * Retries by the SDK or the gateway hide a fault, unless the caller's timeout ends first. The first call to each method
     * of DynamoDB meets all faults. Later calls meet only those that also differ for the gateway, and not just for the SDK.
     */
    @TestFactory
    Stream<DynamicTest> oneFault() {
        Set<String> met = new HashSet<>();
        return everyCall(
                call -> met.add(call.operation()) ? RequestFault.of(call) : RequestFault.tellingOf(call),
                StoreFaultTest::once);
    }

    private static void once(FaultyTables store, StoreOperation operation, int number, RequestFault fault) {
        DynamoDbClient client = fault.slow() ? store.shortTimeouts() : store.longTimeouts();
        StepOutcomes tries =
                run(store, operation, FaultScript.at(number, fault), client, fault == RequestFault.LATE ? 1 : 0);
        // Of a refusal that was cut, such as a failed condition, the SDK does not know that it may be sent again.
        if (!fault.slow() && fault != RequestFault.CUT) {
            assertThat(tries.failures()).isEmpty();
        }
    }

    /** From some call on there is no store any more, until it is back. */
    @TestFactory
    Stream<DynamicTest> anOutage() {
        return everyCall(_ -> LASTING, StoreFaultTest::outage);
    }

    private static void outage(FaultyTables store, StoreOperation operation, int number, RequestFault fault) {
        run(store, operation, FaultScript.from(number, fault), store.longTimeouts(), 0);
    }

    private static StepOutcomes run(
            FaultyTables store, StoreOperation operation, FaultScript script, DynamoDbClient client, int late) {
        StepOutcomes tries = new StepOutcomes(late);
        store.proxy().follow(script);
        operation.run(client, tries);
        store.proxy().heal();
        operation.check(tries);
        return tries;
    }

    /** Tests each call of each operation with its faults. Submits all cases before the test waits for the first one. */
    private static Stream<DynamicTest> everyCall(Function<TableRequest, List<RequestFault>> faults, Trial trial) {
        return OPERATIONS.entrySet().stream()
                .flatMap(operation -> cases(operation.getKey(), operation.getValue(), faults, trial))
                .toList()
                .stream();
    }

    private static Stream<DynamicTest> cases(
            String name,
            Function<LocalTables, StoreOperation> operation,
            Function<TableRequest, List<RequestFault>> faults,
            Trial trial) {
        List<TableRequest> calls = onIdleTables(store -> calls(store, operation.apply(store.tables())));
        return IntStream.rangeClosed(1, calls.size()).boxed().flatMap(number -> {
            TableRequest call = calls.get(number - 1);
            return faults.apply(call).stream()
                    .map(fault -> begin(
                            name + ", call " + number + " (" + call + "): " + fault,
                            store -> trial.of(store, operation.apply(store.tables()), number, fault)));
        });
    }

    /** The calls of an operation without faults. */
    private static List<TableRequest> calls(FaultyTables store, StoreOperation operation) {
        StepOutcomes tries = new StepOutcomes(0);
        store.proxy().follow(FaultScript.WELL);
        operation.run(store.longTimeouts(), tries);
        List<TableRequest> calls = store.proxy().calls();
        operation.check(tries);
        assertThat(tries.failures()).isEmpty();
        return calls;
    }

    private static DynamicTest begin(String name, Consumer<FaultyTables> test) {
        Future<?> ended = threads.submit(() -> onIdleTables(store -> {
            test.accept(store);
            return null;
        }));
        return DynamicTest.dynamicTest(name, () -> {
            try {
                ended.get();
            } catch (ExecutionException failed) {
                throw failed.getCause();
            }
        });
    }

    private static <T> T onIdleTables(Function<FaultyTables, T> use) {
        FaultyTables store = IDLE.remove();
        try {
            return use.apply(store);
        } finally {
            IDLE.add(store);
        }
    }

    private interface Trial {
        void of(FaultyTables store, StoreOperation operation, int number, RequestFault fault);
    }
}
