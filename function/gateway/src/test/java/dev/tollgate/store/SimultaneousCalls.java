package dev.tollgate.store;

import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Calls of one process whose writes meet: that of the first call is on its way until all others wait behind it. So the first is
 * alone, and the others are one group.
 */
final class SimultaneousCalls {
    private final DynamoUsageLedger ledger;
    private volatile CountDownLatch arrived = new CountDownLatch(0);
    private volatile CountDownLatch released = new CountDownLatch(0);

    SimultaneousCalls(DynamoDbClient client, LocalTables tables, Clock clock) {
        TransactionWriter writer = new TransactionWriter(holding(client));
        this.ledger = new DynamoUsageLedger(
                writer, new UsageWriteGroups(writer, Duration.ofMinutes(1)), tables.config(), clock);
    }

    DynamoUsageLedger ledger() {
        return ledger;
    }

    /** Runs these at once. Each writes to the ledger once, and keeps its failures to itself. */
    void run(List<Runnable> calls) {
        arrived = new CountDownLatch(1);
        released = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (Runnable call : calls) {
            Thread thread = Thread.ofVirtual().start(call);
            threads.add(thread);
            boolean first = threads.size() == 1;
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> first ? arrived.getCount() == 0 : thread.getState() == Thread.State.TIMED_WAITING);
        }
        released.countDown();
        threads.forEach(SimultaneousCalls::join);
    }

    private DynamoDbClient holding(DynamoDbClient client) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (_, method, arguments) -> {
                    if (method.getName().equals("putItem")) {
                        arrived.countDown();
                        released.await();
                    }
                    try {
                        return method.invoke(client, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
