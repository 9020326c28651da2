package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tollgate.limit.Account;
import dev.tollgate.limit.Ceiling;
import dev.tollgate.limit.Reservation;
import dev.tollgate.openai.ChatFailure;
import java.time.Clock;
import java.time.Duration;

/** Somebody with a key, whose calls take up to ten minutes. */
record Caller(DynamoLimits limits, String key, Clock clock) {
    static final Duration CALL = Duration.ofMinutes(10);

    Reservation reserve(Ceiling ceiling, long tokens) {
        return limits.reserve(
                Account.ofKey(key, ceiling), tokens, clock.instant().plus(CALL));
    }

    ChatFailure refusal(Ceiling ceiling, long tokens) {
        ChatFailure refusal = catchThrowableOfType(ChatFailure.class, () -> reserve(ceiling, tokens));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    /** The same key in another environment. */
    Caller in(DynamoLimits environment) {
        return new Caller(environment, key, clock);
    }
}
