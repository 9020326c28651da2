package dev.tollgate.store;

import dev.tollgate.fake.SteppingClock;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A test of limits on DynamoDB Local: each has a key of its own, and a clock that it steps. */
abstract class CountersTest {
    static CountersFixture counters;

    final String key = UUID.randomUUID().toString();
    final SteppingClock clock = new SteppingClock(CountersFixture.START);
    final DynamoRateLimiter limits = counters.environment(clock);
    final KeyCaller caller = new KeyCaller(limits, key, clock);

    @BeforeAll
    static void start() {
        counters = new CountersFixture();
    }

    @AfterAll
    static void stop() {
        counters.close();
    }
}
