package dev.tollgate.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a provider may be silent, on a clock that only the test moves (tensorzero/tensorzero#6328). */
class ReplyTimerTest {
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final SteppingClock clock = new SteppingClock();
    private final Instant end = clock.instant().plus(Duration.ofHours(1));
    private final ReplyTimer timer =
            new ReplyTimer(new AttemptTimeouts(SILENCE, end, SILENCE, end), end, Duration.ofSeconds(15), clock);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoSendsNothingIsGivenUpAfterTheLongestSilence(boolean started) {
        clock.pass(SILENCE.minusMillis(1));
        assertThatCode(() -> timer.requireTime(started)).doesNotThrowAnyException();
        clock.pass(Duration.ofMillis(1));
        assertGivenUp(started);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoSendsCommentsOnlyIsGivenUpAfterFiveTimesTheLongestSilence(boolean started) {
        for (int second = 1; second < 50; second++) {
            clock.pass(Duration.ofSeconds(1));
            timer.received(false);
            timer.requireTime(started);
        }
        clock.pass(Duration.ofSeconds(1));
        timer.received(false);
        assertGivenUp(started);
    }

    @Test
    void whoGetsOnWithItsAnswerIsNeverGivenUp() {
        for (int word = 0; word < 300; word++) {
            clock.pass(SILENCE.minusMillis(1));
            timer.received(true);
            timer.requireTime(true);
        }
        assertThat(timer.wait(false, clock.instant())).isEqualTo(SILENCE);
    }

    @Test
    void aClientHasItsHeartbeatThoughTheProviderMaySayNothingForLonger() {
        ReplyTimer longest = new ReplyTimer(
                new AttemptTimeouts(SILENCE, end, Duration.ofSeconds(60), end), end, Duration.ofSeconds(15), clock);
        assertThat(longest.wait(false, clock.instant())).isEqualTo(Duration.ofSeconds(15));
    }

    /** 0xPlaygrounds/rig#2328 */
    @Test
    void aCompleteReplyThatGoesOnIsNotOver() {
        assertThat(timer.lingeredEnough(true)).isFalse();
        clock.pass(ReplyTimer.LINGER.plusMillis(1));
        timer.received(true);
        assertThat(timer.lingeredEnough(true)).isFalse();
        clock.pass(ReplyTimer.LINGER.plusMillis(1));
        timer.received(false);
        assertThat(timer.lingeredEnough(true)).isTrue();
    }

    private void assertGivenUp(boolean started) {
        assertThatThrownBy(() -> timer.requireTime(started))
                .isInstanceOfSatisfying(GatewayException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(ErrorKind.UPSTREAM_TIMEOUT));
    }
}
