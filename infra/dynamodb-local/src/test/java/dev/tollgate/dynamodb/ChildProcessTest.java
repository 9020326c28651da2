package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChildProcessTest {

    @Test
    void survivesCtrlCSoThatTheGatewayCanSettle() throws Exception {
        int port = FreePorts.free();
        try (ChildProcess child = ChildProcess.start(List.of(Integer.toString(port)))) {
            child.awaitResponseOn(port);

            Process interrupt = new ProcessBuilder(
                            "kill", "-INT", Long.toString(child.handle().pid()))
                    .start();

            assertThat(interrupt.waitFor(5, TimeUnit.SECONDS)).isTrue();
            child.awaitResponseOn(port);
            assertThat(child.handle().isAlive()).isTrue();
        }
    }
}
