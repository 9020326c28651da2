package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exit status and the messages if the disk behind standard output is full. */
@QuarkusTest
@WithTestResource(LocalDynamo.class)
class UnwrittenResultExceptionTest {
    @Inject
    Instance<CommandLineFactory> commands;

    @ParameterizedTest
    @ValueSource(strings = {"usage --key x --csv", "usage --key x --json", "usage", "keys list --json", "--help"})
    void anUnwrittenResultIsNoSuccess(String command) {
        assertThat(Typed.unwritable(commands.get(), command.split(" ")))
                .isEqualTo(new Typed(ExitCode.UNWRITTEN, "", "The result could not be written to standard output.\n"));
    }

    @Test
    void theMessageForAnUnseenSecretSaysHowToReplaceIt() {
        Typed create = Typed.unwritable(commands.get(), "keys", "create", "lost");

        assertThat(create)
                .isEqualTo(new Typed(
                        ExitCode.UNWRITTEN,
                        "",
                        "The key lost was created, but its secret could not be written to standard output and cannot be"
                                + " shown again. `tollgate keys rotate lost` gives the key another secret and ends this"
                                + " one.\n"));
        Typed.in(commands.get(), "keys", "rotate", "lost");
        assertThat(Typed.in(commands.get(), "keys", "show", "lost", "--json")
                        .json()
                        .has("old_until"))
                .isFalse();
    }

    @Test
    void theOldSecretStillWorksIfTheNewOneWasNotShown() {
        Typed.in(commands.get(), "keys", "create", "old");

        Typed rotate = Typed.unwritable(commands.get(), "keys", "rotate", "old", "--json");

        assertThat(rotate.status()).isEqualTo(ExitCode.UNWRITTEN);
        assertThat(rotate.err()).startsWith("The new secret of the key old could not be written to standard output");
        assertThat(Typed.in(commands.get(), "keys", "show", "old", "--json")
                        .json()
                        .has("old_until"))
                .isTrue();
    }
}
