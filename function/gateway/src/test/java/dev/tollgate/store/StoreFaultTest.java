package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.limit.RateLimits;
import dev.tollgate.outage.Call;
import dev.tollgate.outage.Fault;
import dev.tollgate.outage.FaultyDynamo;
import dev.tollgate.outage.Script;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
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
    /** Waits for as long as it takes, so that only what is refused or broken is sent again. */
    private static final ClientTimeouts LONG =
            new ClientTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofMinutes(2), false);

    /** Gives a request up soon, and sends it again. */
    private static final ClientTimeouts SHORT =
            new ClientTimeouts(Duration.ofSeconds(30), Duration.ofMillis(150), Duration.ofMinutes(2), false);

    /** They differ in what is done; what they have in common is that nobody knows. */
    private static final List<Fault> LASTING = List.of(Fault.UNAVAILABLE, Fault.LOST);

    private static final Map<String, Supplier<Errand>> ERRANDS = new LinkedHashMap<>();

    private static FaultyDynamo proxy;
    private static DynamoDbClient patient;
    private static DynamoDbClient hasty;

    @BeforeAll
    static void start() {
        LocalTables tables = LocalTables.create();
        proxy = new FaultyDynamo(LocalTables.endpoint());
        patient = AwsClients.dynamoDb(proxy.endpoint(), LONG);
        hasty = AwsClients.dynamoDb(proxy.endpoint(), SHORT);
        ERRANDS.put("all limits", () -> new LimitedCalls(tables, new RateLimits(10L, 10_000L, 5L)));
        ERRANDS.put("a limit of tokens", () -> new LimitedCalls(tables, new RateLimits(null, 10_000L, null)));
        ERRANDS.put("a record", () -> RecordedCall.withoutBudgets(tables));
        ERRANDS.put("budgets", () -> RecordedCall.inBudgets(tables, false));
        ERRANDS.put("budgets, where it is allowed", () -> RecordedCall.inBudgets(tables, true));
        ERRANDS.put("sweep", () -> new AbandonedCall(tables, false));
        ERRANDS.put("sweep of budgets", () -> new AbandonedCall(tables, true));
        ERRANDS.put("repetition", () -> new RepeatedRequest(tables, true));
        ERRANDS.put("repetition without an answer", () -> new RepeatedRequest(tables, false));
        ERRANDS.put("configuration", () -> new Readings(tables));
        ERRANDS.put("health", () -> new HealthNotes(tables));
        ERRANDS.put("roll-up", () -> new RolledUpDay(tables));
    }

    @AfterAll
    static void stop() {
        patient.close();
        hasty.close();
        proxy.close();
    }

    /** What is repeated by the SDK or by us is hidden; only a caller's patience may end before. */
    @TestFactory
    Stream<DynamicTest> oneFault() {
        Set<String> met = new HashSet<>();
        return everyCall((errand, calls) -> IntStream.rangeClosed(1, calls.size())
                .boxed()
                .flatMap(number -> faults(calls.get(number - 1), met).stream()
                        .map(fault -> test(errand, calls, number, fault, StoreFaultTest::once))));
    }

    /** One of each operation meets them all; the others those that differ for us, and not for the SDK alone. */
    private static List<Fault> faults(Call call, Set<String> met) {
        return met.add(call.operation()) ? Fault.of(call) : Fault.tellingOf(call);
    }

    private static void once(Errand errand, int number, Fault fault) {
        Tries tries =
                run(errand, Script.at(number, fault), fault.slow() ? hasty : patient, fault == Fault.LATE ? 1 : 0);
        // Of a refusal that was cut, such as a failed condition, the SDK does not know that it may be sent again.
        if (!fault.slow() && fault != Fault.CUT) {
            assertThat(tries.failures()).isEmpty();
        }
    }

    /** From some call on there is no store any more, until it is back. */
    @TestFactory
    Stream<DynamicTest> anOutage() {
        return everyCall((errand, calls) -> IntStream.rangeClosed(1, calls.size())
                .boxed()
                .flatMap(number ->
                        LASTING.stream().map(fault -> test(errand, calls, number, fault, StoreFaultTest::outage))));
    }

    private static void outage(Errand errand, int number, Fault fault) {
        run(errand, Script.from(number, fault), patient, 0);
    }

    private static Tries run(Errand errand, Script script, DynamoDbClient client, int late) {
        Tries tries = new Tries(late);
        proxy.follow(script);
        errand.run(client, tries);
        proxy.heal();
        errand.check(tries);
        return tries;
    }

    private static Stream<DynamicTest> everyCall(Cases cases) {
        return ERRANDS.entrySet().stream().flatMap(errand -> cases.of(errand, calls(errand.getValue())));
    }

    /** Those of an errand that goes well. */
    private static List<Call> calls(Supplier<Errand> errands) {
        Errand errand = errands.get();
        Tries tries = new Tries(0);
        proxy.follow(Script.WELL);
        errand.run(patient, tries);
        List<Call> calls = proxy.calls();
        errand.check(tries);
        assertThat(tries.failures()).isEmpty();
        return calls;
    }

    private static DynamicTest test(
            Map.Entry<String, Supplier<Errand>> errand, List<Call> calls, int number, Fault fault, Trial trial) {
        return DynamicTest.dynamicTest(
                errand.getKey() + ", call " + number + " (" + calls.get(number - 1) + "): " + fault,
                () -> trial.of(errand.getValue().get(), number, fault));
    }

    private interface Cases {
        Stream<DynamicTest> of(Map.Entry<String, Supplier<Errand>> errand, List<Call> calls);
    }

    private interface Trial {
        void of(Errand errand, int number, Fault fault);
    }
}
