package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortCheckTest {

    @Test
    void aTakenPortFailsWithOneSentenceAndAFreePortPasses() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
            assertThatThrownBy(() -> PortCheck.requireFree("127.0.0.1", taken.getLocalPort(), "TOLLGATE_PORT"))
                    .isInstanceOf(StartupException.class)
                    .hasMessageStartingWith("Cannot listen on port " + port)
                    .hasMessageEndingWith("TOLLGATE_PORT sets another port.");
        }
        assertThatCode(() -> PortCheck.requireFree("127.0.0.1", port, "TOLLGATE_PORT"))
                .doesNotThrowAnyException();
    }
}
