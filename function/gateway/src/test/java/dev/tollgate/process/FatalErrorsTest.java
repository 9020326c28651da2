package dev.tollgate.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which errors end the process, and how. */
class FatalErrorsTest {
    private final List<Integer> exits = new CopyOnWriteArrayList<>();
    private final FatalErrors errors = new FatalErrors(exits::add);

    static List<Throwable> survivable() {
        return List.of(
                new StackOverflowError(),
                new NoClassDefFoundError(),
                new ExceptionInInitializerError(),
                new AssertionError(),
                new IllegalStateException(),
                loop());
    }

    private static Throwable loop() {
        Exception first = new Exception();
        first.initCause(new Exception(first));
        return first;
    }

    @ParameterizedTest
    @MethodSource("survivable")
    void theProcessGoesOnAfterAnErrorOfOneCall(Throwable error) {
        errors.note(error);
        errors.requireNone();
        errors.endIfFatal();
        assertThat(exits).isEmpty();
    }

    @Test
    void theProcessEndsAMomentAfterItRanOutOfMemoryAndTakesNothingNewUntilThen() {
        errors.note(GatewayException.bug(new IllegalStateException(new OutOfMemoryError())));
        assertThatThrownBy(errors::requireNone)
                .isInstanceOfSatisfying(GatewayException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(ErrorKind.OVERLOADED));
        assertThat(exits).isEmpty();
        Awaitility.await().untilAsserted(() -> assertThat(exits).containsExactly(FatalErrors.EXIT_STATUS));
    }

    @Test
    void theProcessEndsAtOnceIfNothingIsLeftToRecord() {
        errors.note(new InternalError());
        errors.endIfFatal();
        assertThat(exits).containsExactly(FatalErrors.EXIT_STATUS);
    }
}
