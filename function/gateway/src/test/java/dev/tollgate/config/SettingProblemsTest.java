package dev.tollgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import org.junit.jupiter.api.Test;

class SettingProblemsTest {
    @Test
    void eachSettingHasALineWithItsVariable() {
        Throwable failure = failure(
                "java.lang.IllegalArgumentException: SRCFG00039: The config property tollgate.fresh.config with the config"
                        + " value \"5x\" threw an Exception whilst being converted Invalid duration: 5x",
                "java.util.NoSuchElementException: SRCFG00014: The config property tollgate.admin.oidc.client-id is"
                        + " required but it could not be found in any config source");

        assertThat(SettingProblems.in(failure))
                .hasValue("TOLLGATE_FRESH_CONFIG: Invalid duration: ***\nTOLLGATE_ADMIN_OIDC_CLIENT_ID is required.");
    }

    @Test
    void aProblemOfAnotherFormIsShownAsItIs() {
        assertThat(SettingProblems.in(failure("something else"))).hasValue("something else");
    }

    @Test
    void otherFailuresAreNoProblemOfSettings() {
        assertThat(SettingProblems.in(new IllegalStateException("a bug"))).isEmpty();
    }

    private static Throwable failure(String... problems) {
        Problem[] all = new Problem[problems.length];
        for (int index = 0; index < problems.length; index++) {
            all[index] = new Problem(problems[index]);
        }
        return new RuntimeException("Failed to start quarkus", new ConfigValidationException(all));
    }
}
