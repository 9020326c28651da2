package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.server.ServerSettings.Mode;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
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
                        Mode.LOCAL,
                        "127.0.0.1",
                        8080,
                        Optional.of(Path.of("tollgate.yaml")),
                        8000,
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void everyVariableIsRead() {
        assertThat(ServerSettings.of(Map.of(
                        "TOLLGATE_MODE", "local",
                        "TOLLGATE_HOST", "0.0.0.0",
                        "TOLLGATE_PORT", "1",
                        "TOLLGATE_CONFIG", "/etc/t.yaml",
                        "TOLLGATE_DYNAMODB_PORT", "65535",
                        "TOLLGATE_DATA", "data",
                        "TOLLGATE_DYNAMODB_ENDPOINT", "http://dynamodb:8000")))
                .isEqualTo(new ServerSettings(
                        Mode.LOCAL,
                        "0.0.0.0",
                        1,
                        Optional.of(Path.of("/etc/t.yaml")),
                        65_535,
                        Optional.of(Path.of("data")),
                        Optional.of(URI.create("http://dynamodb:8000"))));
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
                "TOLLGATE_HOST, gateway, |TOLLGATE_HOST: expected 127.0.0.1 for this machine only, or 0.0.0.0 for all, got gateway.|",
                "TOLLGATE_PORT, http, |TOLLGATE_PORT: expected a port from 1 to 65535, got http.|",
                "TOLLGATE_PORT, 65536, |TOLLGATE_PORT: expected a port from 1 to 65535, got 65536.|",
                "TOLLGATE_DYNAMODB_ENDPOINT, dynamodb, |TOLLGATE_DYNAMODB_ENDPOINT: expected a URL such as http://127.0.0.1:8000, got dynamodb.|",
                "TOLLGATE_DYNAMODB_PORT, 0, |TOLLGATE_DYNAMODB_PORT: expected a port from 1 to 65535, got 0.|",
            })
    void aWrongValueFailsWithOneSentence(String name, String value, String sentence) {
        assertThatThrownBy(() -> ServerSettings.of(Map.of(name, value)))
                .isInstanceOf(StartupException.class)
                .hasMessage(sentence);
    }

    @Test
    void localModeRefusesTheDynamoDbOfAnAccountBecauseItCreatesTables() {
        Map<String, String> account =
                Map.of("TOLLGATE_DYNAMODB_ENDPOINT", "https://dynamodb.eu-central-1.amazonaws.com");
        assertThatThrownBy(() -> ServerSettings.of(account)).hasMessageContaining("Set TOLLGATE_MODE=container");
        Map<String, String> container = new HashMap<>(account);
        container.put("TOLLGATE_MODE", "container");
        assertThat(ServerSettings.of(container).dynamoDb()).isEmpty();
    }
}
