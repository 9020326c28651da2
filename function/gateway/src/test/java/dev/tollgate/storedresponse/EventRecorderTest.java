package dev.tollgate.storedresponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.fake.InMemoryStoredResponses;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.process.MemoryBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EventRecorderTest {
    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-11-29T12:00:00Z"));
    private final InMemoryStoredResponses store = new InMemoryStoredResponses(clock);
    private final MemoryBudget budget = new MemoryBudget(100_000_000);
    private final ResponseRecord response = new ResponseRecord(
            new ResponseName("app", "resp_1"),
            ResponseStatus.IN_PROGRESS,
            List.of(),
            "req_1",
            clock.instant(),
            clock.instant().plusSeconds(60),
            clock.instant().plusSeconds(600),
            true,
            new byte[0]);
    private final EventRecorder recorder = new EventRecorder(store, response, budget.lease(), clock);

    @Test
    void eventsOfOneSecondAreOneBatch() {
        recorder.add(event(0, "a"));
        recorder.add(event(1, "b"));
        assertThat(store.batches()).isZero();
        clock.pass(Duration.ofSeconds(1));
        recorder.add(event(2, "c"));
        recorder.add(event(3, "d"));
        recorder.end();

        assertThat(kept())
                .containsExactly(
                        new EventBatch(0, false, List.of(event(0, "a"), event(1, "b"), event(2, "c"))),
                        new EventBatch(1, true, List.of(event(3, "d"))));
    }

    @Test
    void whatWaitsIsWrittenAlthoughNoEventComes() {
        recorder.add(event(0, "a"));
        recorder.writeIfDue();
        assertThat(store.batches()).isZero();
        clock.pass(Duration.ofSeconds(1));
        recorder.writeIfDue();
        recorder.writeIfDue();

        assertThat(store.batches()).isEqualTo(1);
    }

    @Test
    void whatWaitsIsBoundedAndCountsInTheMemoryBudget() {
        recorder.add(event(0, "x".repeat(100_000)));
        assertThat(budget.held()).isEqualTo(200_000);
        recorder.add(event(1, "x".repeat(100_000)));

        assertThat(store.batches()).isEqualTo(1);
        assertThat(budget.held()).isEqualTo(200_000);
        recorder.end();
        assertThat(budget.held()).isZero();
    }

    @Test
    void tooManyEventsAreNotKeptAndTheStreamHasNoEnd() {
        for (int i = 0; i < 50; i++) {
            recorder.add(event(i, "x".repeat(100_000)));
        }
        recorder.end();

        List<KeptEvent> events =
                kept().stream().flatMap(batch -> batch.events().stream()).toList();
        assertThat(events).hasSize(41).last().isEqualTo(event(40, "x".repeat(100_000)));
        assertThat(kept().getLast().last()).isFalse();
    }

    @Test
    void aStoreThatIsAwayIsReported() {
        recorder.add(event(0, "a"));
        store.down(true);

        assertThatThrownBy(recorder::end).isInstanceOf(GatewayException.class);
    }

    private static KeptEvent event(long sequence, String data) {
        return new KeptEvent(sequence, "response.output_text.delta", data);
    }

    private List<EventBatch> kept() {
        List<EventBatch> batches = new ArrayList<>();
        Optional<EventBatch> next = store.events(response.name(), 0);
        while (next.isPresent()) {
            batches.add(next.get());
            next = store.events(response.name(), batches.size());
        }
        return batches;
    }
}
