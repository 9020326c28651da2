package dev.tollgate.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Who gets memory while there is little of it. */
class MemoryBudgetTest {
    private final MemoryBudget budget = new MemoryBudget(1_000);

    @Test
    void newRequestsGetThreeQuartersAndThoseThatRunGetTheRest() {
        MemoryLease running = budget.lease();
        running.admit(700);
        MemoryLease late = budget.lease();
        assertRefused(() -> late.admit(51), ErrorKind.OVERLOADED);
        running.grow(300);
        assertThat(budget.held()).isEqualTo(1_000);
        assertRefused(() -> running.grow(1), ErrorKind.OVERLOADED);
    }

    @Test
    void aRefusalSaysWhenToComeBackAndTakesNothing() {
        budget.lease().admit(750);
        assertThatThrownBy(() -> budget.lease().admit(1))
                .isInstanceOfSatisfying(GatewayException.class, failure -> assertThat(failure.retryAfter())
                        .isEqualTo(Duration.ofSeconds(1)));
        assertThat(budget.held()).isEqualTo(750);
    }

    @Test
    void aRequestThatNeverFitsIsTooLarge() {
        MemoryLease lease = budget.lease();
        lease.admit(700);
        assertRefused(() -> lease.admit(51), ErrorKind.REQUEST_TOO_LARGE);
    }

    @Test
    void readinessSaysWhetherThereIsRoom() {
        MemoryLease lease = budget.lease();
        lease.admit(749);
        budget.requireRoom();
        lease.grow(1);
        assertRefused(budget::requireRoom, ErrorKind.OVERLOADED);
    }

    @Test
    void aClosedLeaseAndItsPartsHoldNothing() {
        MemoryLease lease = budget.lease();
        MemoryLease part = lease.part();
        lease.grow(100);
        part.hold(300);
        part.hold(200);
        lease.giveBack(50);
        assertThat(budget.held()).isEqualTo(250);
        part.close();
        assertThat(budget.held()).isEqualTo(50);
        part.grow(10);
        lease.close();
        lease.close();
        assertThat(budget.held()).isZero();
    }

    /** What 96 bytes an element stand for: measured values are at most 93. */
    @Test
    void aFootprintCountsNoMoreElementsThanAreEverRead() {
        assertThat(JsonFootprint.ofElements("[{\"a\":1},[2]]".getBytes(StandardCharsets.US_ASCII), 1_000))
                .isEqualTo(5 * 96);
        assertThat(JsonFootprint.ofElements("[[[[[[".getBytes(StandardCharsets.US_ASCII), 3))
                .isEqualTo(3 * 96);
    }

    private static void assertRefused(ThrowingCallable taking, ErrorKind kind) {
        assertThatThrownBy(taking).isInstanceOfSatisfying(GatewayException.class, failure -> assertThat(failure.kind())
                .isEqualTo(kind));
    }
}
