package dev.tollgate.storedresponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tollgate.fake.InMemoryStoredResponses;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.process.MemoryBudget;
import dev.tollgate.process.MemoryLease;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponseChainTest {
    private static final long MOST_BYTES = 100;

    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-11-29T12:00:00Z"));
    private final InMemoryStoredResponses store = new InMemoryStoredResponses(clock);
    private final MemoryLease memory = new MemoryBudget(1_000_000).lease();
    private final ResponseChain chain = new ResponseChain(store, clock);

    @Test
    void aConversationIsFoundInItsOrder() {
        ResponseRecord first = put("resp_1", ResponseStatus.COMPLETED, List.of());
        ResponseRecord second = put("resp_2", ResponseStatus.INCOMPLETE, List.of("resp_1"));
        ResponseRecord third = put("resp_3", ResponseStatus.COMPLETED, List.of("resp_1", "resp_2"));

        assertThat(chain.upTo("app", "resp_3", MOST_BYTES, memory)).containsExactly(first, second, third);
        assertThat(chain.upTo("app", "resp_1", MOST_BYTES, memory)).containsExactly(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resp_2", "req_1", "", "resp_../../x"})
    void whatIsNotThereCannotBeContinued(String id) {
        put("resp_1", ResponseStatus.COMPLETED, List.of());

        assertThat(failure("app", id).kind()).isEqualTo(ErrorKind.PREVIOUS_RESPONSE_NOT_FOUND);
    }

    @Test
    void anotherKeysResponseIsNotThere() {
        put("resp_1", ResponseStatus.COMPLETED, List.of());

        GatewayException failure = failure("other", "resp_1");
        assertThat(failure.kind()).isEqualTo(ErrorKind.PREVIOUS_RESPONSE_NOT_FOUND);
        assertThat(failure.param()).isEqualTo("previous_response_id");
        assertThat(failure).hasMessage("Previous response with id 'resp_1' not found.");
    }

    @Test
    void noMoreIsReadThanARequestMayHave() {
        List<String> ids = IntStream.range(0, 50).mapToObj(i -> "resp_" + i).toList();
        ids.forEach(id -> put(id, ResponseStatus.COMPLETED, List.of()));
        int size = store.all().getFirst().document().length;

        assertThat(chain.named("app", ids, "input", 50L * size, memory)).hasSize(50);
        GatewayException failure = catchThrowableOfType(
                GatewayException.class, () -> chain.named("app", ids, "input", 50L * size - 1, memory));
        assertThat(failure.kind()).isEqualTo(ErrorKind.INVALID_VALUE);
        assertThat(failure.param()).isEqualTo("input");
        assertThat(catchThrowableOfType(
                                GatewayException.class,
                                () -> chain.named(
                                        "app", Collections.nCopies(501, "resp_1"), "input", Long.MAX_VALUE, memory))
                        .kind())
                .isEqualTo(ErrorKind.INVALID_VALUE);
    }

    @Test
    void aChainWithAGapCannotBeContinued() {
        put("resp_2", ResponseStatus.COMPLETED, List.of("resp_1"));

        assertThat(failure("app", "resp_2")).hasMessage("Previous response with id 'resp_1' not found.");
    }

    @ParameterizedTest
    @EnumSource(names = {"QUEUED", "IN_PROGRESS", "FAILED", "CANCELLED"})
    void whatHasNoOutputCannotBeContinued(ResponseStatus status) {
        put("resp_1", status, List.of());

        assertThat(failure("app", "resp_1").kind()).isEqualTo(ErrorKind.INVALID_VALUE);
    }

    @Test
    void aChainIsBounded() {
        put("resp_1", ResponseStatus.COMPLETED, Collections.nCopies(ResponseChain.MOST_RESPONSES, "resp_0"));

        assertThat(failure("app", "resp_1")).hasMessageContaining("no chain may be longer");
    }

    @Test
    void aConversationIsNoLargerThanARequestMayBe() {
        put("resp_1", ResponseStatus.COMPLETED, List.of());
        put("resp_2", ResponseStatus.COMPLETED, List.of("resp_1"));

        assertThat(catchThrowableOfType(GatewayException.class, () -> chain.upTo("app", "resp_2", 19, memory)))
                .hasMessageContaining("larger than any request may be");
    }

    @Test
    void aResponseThatIsOverdueHasFailed() {
        ResponseRecord response = put("resp_1", ResponseStatus.IN_PROGRESS, List.of());
        assertThat(response.statusAt(clock.instant())).isEqualTo(ResponseStatus.IN_PROGRESS);
        clock.pass(Duration.ofMinutes(1));

        assertThat(response.statusAt(clock.instant())).isEqualTo(ResponseStatus.FAILED);
        assertThat(failure("app", "resp_1")).hasMessageContaining("no output");
    }

    private GatewayException failure(String keyId, String id) {
        return catchThrowableOfType(GatewayException.class, () -> chain.upTo(keyId, id, MOST_BYTES, memory));
    }

    private ResponseRecord put(String id, ResponseStatus status, List<String> before) {
        Instant now = clock.instant();
        ResponseRecord response = new ResponseRecord(
                new ResponseName("app", id),
                status,
                before,
                "req_1",
                now,
                now.plus(Duration.ofMinutes(1)),
                now.plus(Duration.ofDays(1)),
                false,
                new byte[10]);
        store.put(response);
        return response;
    }
}
