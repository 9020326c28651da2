package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages if the named stack does not exist. */
@QuarkusTest
@WithTestResource(LocalDynamo.class)
@TestProfile(MissingTableTest.OtherStack.class)
class MissingTableTest {
    @Inject
    Instance<CommandLineFactory> commands;

    /** Has the effect of {@code --stack other}. */
    public static final class OtherStack implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tollgate.tables.config", "other-config", "tollgate.tables.usage", "other-usage");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"history", "rollback 1", "keys list", "keys create a", "keys disable a", "prices show"})
    void eachCommandNamesTheTableAndWhatToDo(String command) {
        assertThat(Typed.in(commands.get(), command.split(" ")))
                .isEqualTo(new Typed(
                        ExitCode.FAILED,
                        "",
                        "There is no table other-config in this account and region. --stack names the gateway's stack,"
                                + " AWS_REGION its region; `make deploy` creates the tables.\n"));
    }

    @Test
    void commandsThatNeedNoTableStillWork() {
        assertThat(Typed.in(commands.get(), "completion", "zsh").text())
                .startsWith("autoload")
                .contains("rollback");
        assertThat(Typed.in(commands.get(), "--version").text()).startsWith("tollgate ");
        assertThat(Typed.in(commands.get(), "keys", "rotate", "--help").text())
                .contains("--old-until", "--stack", "--json");
        assertThat(Typed.in(commands.get(), "aply").err()).contains("Did you mean apply?");
    }
}
