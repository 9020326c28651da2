package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.server.ServerSettings.Mode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSettingsTest {

    @Test
    void localModeIsTheDefault() {
        assertThat(ServerSettings.of(Map.of()))
                .isEqualTo(new ServerSettings(
                        Mode.LOCAL, 8080, Optional.of(Path.of("tollgate.yaml")), 8000, Optional.empty()));
    }

    @Test
    void everyVariableIsRead() {
        assertThat(ServerSettings.of(Map.of(
                        "TOLLGATE_MODE", "local",
                        "TOLLGATE_PORT", "1",
                        "TOLLGATE_CONFIG", "/etc/t.yaml",
                        "TOLLGATE_DYNAMODB_PORT", "65535",
                        "TOLLGATE_DATA", "data")))
                .isEqualTo(new ServerSettings(
                        Mode.LOCAL, 1, Optional.of(Path.of("/etc/t.yaml")), 65_535, Optional.of(Path.of("data"))));
    }

    @Test
    void inContainerModeOtherMachinesReachTheServerAndNoFileIsAppliedByDefault() {
        ServerSettings settings =
                ServerSettings.of(Map.of("TOLLGATE_MODE", "container", "TOLLGATE_DYNAMODB_ENDPOINT", "http://d"));
        assertThat(settings.host()).isEqualTo("0.0.0.0");
        assertThat(settings.file()).isEmpty();
        assertThat(ServerSettings.of(Map.of()).host()).isEqualTo("127.0.0.1");
    }

    @Test
    void emptyVariablesAreNotSet() {
        assertThat(ServerSettings.of(Map.of("TOLLGATE_PORT", "", "TOLLGATE_DATA", " ")))
                .isEqualTo(ServerSettings.of(Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "TOLLGATE_MODE, docker, |TOLLGATE_MODE: expected local or container, got docker.|",
                "TOLLGATE_PORT, http, |TOLLGATE_PORT: expected a port from 1 to 65535, got http.|",
                "TOLLGATE_PORT, 65536, |TOLLGATE_PORT: expected a port from 1 to 65535, got 65536.|",
                "TOLLGATE_DYNAMODB_PORT, 0, |TOLLGATE_DYNAMODB_PORT: expected a port from 1 to 65535, got 0.|",
            })
    void aWrongValueFailsWithOneSentence(String name, String value, String sentence) {
        assertThatThrownBy(() -> ServerSettings.of(Map.of(name, value)))
                .isInstanceOf(StartupException.class)
                .hasMessage(sentence);
    }

    @Test
    void anEndpointThatLocalModeWouldIgnoreIsRefused() {
        assertThatThrownBy(() -> ServerSettings.of(Map.of("TOLLGATE_DYNAMODB_ENDPOINT", "http://d")))
                .hasMessageContaining("Set TOLLGATE_MODE=container");
    }
}
