package dev.tollgate.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmulatorOptionsTest {

    @Test
    void optionsHaveAnyOrder() throws IOException {
        EmulatorOptions options = EmulatorOptions.of("--job", "--port", "9001", "--", "run", "--cold");

        assertThat(options.job()).isTrue();
        assertThat(options.port()).isEqualTo(9001);
        assertThat(options.cold()).isFalse();
        assertThat(options.command()).isEqualTo(List.of("run", "--cold"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--job", "--nothing 1 -- run", "--cold --timeout"})
    void whatIsIncompleteIsRefusedWithTheUsage(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmulatorOptions.of(line.split(" ", -1)))
                .withMessageStartingWith("usage: ");
    }
}
