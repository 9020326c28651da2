package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings that follow from the options and the environment. */
final class AccessOptionsTest {
    private static final String PORT = "TOLLGATE_DYNAMODB_PORT";
    private static final String ENDPOINT = "TOLLGATE_DYNAMODB_ENDPOINT";

    @ParameterizedTest
    @CsvSource({"'',8000", "' ',8000", "9000,9000", "' 65535 ',65535"})
    void theLocalTablesHaveThePortFromTheEnvironment(String text, int port) {
        assertThat(AccessOptions.of("usage", "--local").settings(Map.of(PORT, text)))
                .containsEntry("tollgate.dynamodb.endpoint", "http://127.0.0.1:" + port);
    }

    @Test
    void anAddressInTheEnvironmentTakesPrecedence() {
        assertThat(AccessOptions.of("--local").settings(Map.of(ENDPOINT, "http://localhost:1", PORT, "2")))
                .doesNotContainKey("tollgate.dynamodb.endpoint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "-1", "65536", "80 80", "99999999999"})
    void anInvalidPortIsReported(String text) {
        assertThatThrownBy(() -> AccessOptions.of("--local").settings(Map.of(PORT, text)))
                .isInstanceOf(CommandException.class)
                .hasMessage(PORT + ": expected a port from 1 to 65535, got " + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"notaurl", "localhost:8000", "ftp://localhost", "http://", "http:// x"})
    void anInvalidAddressIsReported(String text) {
        assertThatThrownBy(() -> AccessOptions.of("usage").settings(Map.of(ENDPOINT, text)))
                .isInstanceOf(CommandException.class)
                .hasMessage(ENDPOINT + ": expected a URL such as http://127.0.0.1:8000, got " + text);
    }
}
