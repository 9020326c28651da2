package dev.tollgate.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.fake.SteppingClock;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.FailoverPolicy;
import dev.tollgate.route.Route;
import dev.tollgate.route.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** How long each target may keep the call waiting, on a clock that does not move. */
class RetryRoundsTest {
    private static final Duration FIRST_TOKEN = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofSeconds(50);
    private static final Duration WHOLE = Duration.ofSeconds(40);

    private final SteppingClock clock = new SteppingClock();
    private final Instant start = clock.instant();
    private final Instant deadline = start.plus(Duration.ofMinutes(10));

    /** NousResearch/hermes-agent#42776, mnfst/llm-gateway#2573. */
    @Test
    void aTargetWithAnotherOneBehindItHasABoundForAWholeReplyAndTheLastOneHasTheRestOfTheTime() {
        RetryRounds rounds = rounds(FailoverPolicy.DEFAULT);
        rounds.next();
        assertThat(rounds.timeouts())
                .isEqualTo(new AttemptTimeouts(FIRST_TOKEN, deadline.minusSeconds(5), IDLE, start.plus(WHOLE)));
        rounds.next();
        assertThat(rounds.timeouts()).isEqualTo(new AttemptTimeouts(FIRST_TOKEN, deadline, IDLE, deadline));
    }

    /** A function's deadline may be shorter than any timeout: then a target that never responds would use up all of it. */
    @Test
    void aDeadlineThatIsShorterThanTheBoundsLeavesTimeForTheNextTarget() {
        RetryRounds rounds = rounds(FailoverPolicy.DEFAULT, start.plusSeconds(30));
        rounds.next();
        Instant left = start.plusSeconds(25);
        assertThat(rounds.timeouts()).isEqualTo(new AttemptTimeouts(FIRST_TOKEN, left, IDLE, left));
    }

    @Test
    void anAliasThatDividesItsOwnTimeNeedsNoOtherBound() {
        RetryRounds rounds = rounds(new FailoverPolicy(100_000, null, null, null, null, null));
        rounds.next();
        assertThat(rounds.timeouts().wholeBy()).isEqualTo(start.plusSeconds(95));
    }

    @Test
    void anAliasMayHaveTimeoutsOfItsOwn() {
        RetryRounds rounds = rounds(new FailoverPolicy(null, null, 4_000, 9_000, null, null));
        rounds.next();
        assertThat(rounds.timeouts())
                .isEqualTo(new AttemptTimeouts(
                        Duration.ofSeconds(4), start.plusSeconds(4), Duration.ofSeconds(9), start.plus(WHOLE)));
    }

    private RetryRounds rounds(FailoverPolicy policy) {
        return rounds(policy, deadline);
    }

    private RetryRounds rounds(FailoverPolicy policy, Instant deadline) {
        Provider provider = new Provider("p", "openai", null, null, null);
        List<Target> targets =
                List.of(new Target(provider, "a", DropPolicy.HINTS), new Target(provider, "b", DropPolicy.HINTS));
        RetrySchedule schedule = new RetrySchedule(
                new Route(List.of("m"), targets, policy, Optional.empty(), Optional.empty()),
                _ -> OptionalInt.empty(),
                () -> 0.5,
                start,
                deadline);
        return new RetryRounds(schedule, policy, new DefaultTimeouts(FIRST_TOKEN, IDLE, WHOLE), (_, _) -> {}, clock);
    }
}
