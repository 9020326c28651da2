package dev.tollgate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SafeNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"ada", "ada@example.com", "auth0|5f7c", "a:b"})
    void aPlainNameStaysAsItIs(String name) {
        assertThat(SafeName.of(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":ada", "a b", "Ärzte", "a/b"})
    void anyOtherIsADigestWithWhichNoPlainNameStarts(String name) {
        assertThat(SafeName.of(name)).matches(":[0-9a-f]{64}");
    }

    @Test
    void aLongNameIsADigest() {
        assertThat(SafeName.of("a".repeat(118))).hasSize(118);
        assertThat(SafeName.of("a".repeat(119))).matches(":[0-9a-f]{64}");
    }
}
