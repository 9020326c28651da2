package dev.tollgate.fuzz;

import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the fuzzer has found stays fixed. */
final class FuzzCorpusTest {
    static List<FuzzCorpus.FuzzInput> inputs() throws IOException {
        return FuzzCorpus.of(Path.of(System.getProperty("dev.tollgate.root"), "function/gateway"));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void eachInputIsHandled(FuzzCorpus.FuzzInput input) {
        assertThatNoException().isThrownBy(input::run);
    }
}
