package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ManifestStartupTest {

    /** Has no store, because nothing may use it. */
    @Test
    void aContainerDoesNotApplyAFileWithNothingInIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("tollgate.yaml"), "# truncated\nproviders:\n");
        ServerSettings settings =
                ServerSettings.of(Map.of("TOLLGATE_MODE", "container", "TOLLGATE_CONFIG", file.toString()));
        ManifestStartup configuration = new ManifestStartup(settings, List.of(), null, null, null);
        assertThatThrownBy(() -> configuration.prepare(new StartupEvent()))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("the file has no content");
    }
}
