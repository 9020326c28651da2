package dev.tollgate.edge.messages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claude Code names another user in each session; the budget of an end user is for the same person in all of them. */
class ClaudeCodeUserTest {
    private static final String DEVICE = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final String ACCOUNT = "7d1c0c9e-5a53-4d8c-9d5c-0a6a0b9f4c11";
    private static final String SESSION = "57a121ec-f78c-48c3-a745-e3036a3ecc33";
    private static final String SAME = "user_" + DEVICE + "_account_" + ACCOUNT;

    @Test
    void bothFormsNameTheSameUserInEverySession() {
        assertThat(ClaudeCodeUser.withoutSession(SAME + "_session_" + SESSION)).isEqualTo(SAME);
        assertThat(ClaudeCodeUser.withoutSession(json(ACCOUNT))).isEqualTo(SAME);
    }

    /** A key in place of an account leaves it empty. */
    @Test
    void anAccountMayBeEmpty() {
        String same = "user_" + DEVICE + "_account_";
        assertThat(ClaudeCodeUser.withoutSession(same + "_session_" + SESSION)).isEqualTo(same);
        assertThat(ClaudeCodeUser.withoutSession(json(""))).isEqualTo(same);
    }

    /** A lookup of what the user has spent may name it either way. */
    @Test
    void aNameThatHasNoSessionAnyMoreIsTheSameUser() {
        assertThat(ClaudeCodeUser.withoutSession(SAME)).isEqualTo(SAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.com",
                "user_7",
                "user_ada_session_1",
                "{",
                "{\"session_id\":\"a\"}",
                "{\"device_id\":1,\"session_id\":\"a\"}"
            })
    void anyOtherNameStaysAsItIs(String name) {
        assertThat(ClaudeCodeUser.withoutSession(name)).isEqualTo(name);
    }

    private static String json(String account) {
        return "{\"device_id\":\"%s\",\"account_uuid\":\"%s\",\"session_id\":\"%s\"}"
                .formatted(DEVICE, account, SESSION);
    }
}
