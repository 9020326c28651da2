package dev.tollgate.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.fake.InMemoryKeys;
import dev.tollgate.fake.InMemoryTeams;
import dev.tollgate.fake.NoTokenCallers;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiKeyAuthenticatorTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final InMemoryKeys keys = new InMemoryKeys();
    private final InMemoryTeams teams = new InMemoryTeams();
    private final ApiKeyAuthenticator apiKeyAuthenticator =
            new ApiKeyAuthenticator(keys, new NoTokenCallers(), teams, Clock.fixed(NOON, ZoneOffset.UTC));

    @ParameterizedTest
    @ValueSource(strings = {"Bearer tg-ada", "bearer tg-ada", "Bearer   tg-ada  "})
    void aKnownKeyIsAccepted(String header) {
        ApiKey key = key(false, null);
        assertThat(apiKeyAuthenticator.authenticate(header)).isEqualTo(key);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "Bearer", "Bearer ", "tg-ada", "Basic tg-ada", "Bearer tg-Ada", "Bearertg-ada"})
    void anythingElseIsRejectedWithoutQuotingIt(String header) {
        key(false, null);
        assertRejected(header, ErrorKind.INVALID_API_KEY, "");
    }

    @Test
    void aDisabledKeyIsRejected() {
        key(true, null);
        assertRejected("Bearer tg-ada", ErrorKind.PERMISSION_DENIED, "disabled");
    }

    @Test
    void aKeyWorksUntilJustBeforeItExpires() {
        ApiKey key = key(false, NOON.plusNanos(1));
        assertThat(apiKeyAuthenticator.authenticate("Bearer tg-ada")).isEqualTo(key);
    }

    @Test
    void aKeyIsRejectedFromTheInstantItExpires() {
        key(false, NOON);
        assertRejected("Bearer tg-ada", ErrorKind.PERMISSION_DENIED, "expired");
    }

    @Test
    void aStoreThatDoesNotAnswerIsNotAWrongKey() {
        keys.down(true);
        assertRejected("Bearer tg-ada", ErrorKind.STORE_UNAVAILABLE, "store");
    }

    private ApiKey key(boolean disabled, Instant expires) {
        ApiKey key = ApiKey.builder("ada", KeyHash.of("tg-ada"))
                .disabled(disabled)
                .expires(expires)
                .build();
        keys.put(key);
        return key;
    }

    private void assertRejected(String header, ErrorKind kind, String word) {
        assertThatThrownBy(() -> apiKeyAuthenticator.authenticate(header))
                .isInstanceOfSatisfying(GatewayException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(kind))
                .hasMessageContaining(word)
                .message()
                .doesNotContainIgnoringCase("tg-ada");
    }
}
