package dev.tollgate.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.emulator.EmulatorOptions.EndpointType;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Tests that processes start, freeze, resume and end as on Lambda. */
class EnvironmentsTest extends EmulatorFixture {
    @Test
    void concurrentRequestsHaveSeparateProcessesAndLaterRequestsReuseThem() throws Exception {
        start(EndpointType.REST);
        try (FunctionGate gate = new FunctionGate()) {
            CompletableFuture<HttpResponse<String>> first = begin("/held/" + gate.port());
            CompletableFuture<HttpResponse<String>> second = begin("/held/" + gate.port());
            gate.await();
            gate.await();
            gate.open();

            String one = first.get().body();
            String other = second.get().body();
            assertThat(one).isNotEqualTo(other);
            awaitFrozen(one);
            awaitFrozen(other);
            assertThat(get("/pid").body()).isIn(one + " 2", other + " 2");
        }
    }

    @Test
    void aProcessIsFrozenBetweenTwoEvents() throws Exception {
        start(EndpointType.REST);
        String pid = get("/pid").body().split(" ", 2)[0];
        awaitFrozen(pid);

        try (FunctionGate gate = new FunctionGate()) {
            CompletableFuture<HttpResponse<String>> second = begin("/held/" + gate.port());
            gate.await();
            assertThat(state(pid)).isNotEqualTo('T');
            gate.open();
            assertThat(second.get().body()).isEqualTo(pid);
        }
        awaitFrozen(pid);
    }

    @Test
    void aProcessIsKilledAtItsTimeoutAndTheNextRequestHasANewOne() throws Exception {
        start(EndpointType.REST, Duration.ofSeconds(3));
        try (FunctionGate gate = new FunctionGate()) {
            HttpResponse<String> response = get("/held/" + gate.port());
            gate.await();

            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.body()).contains("\"message\": \"Internal server error\"");
        }
        assertThat(get("/pid").body()).endsWith(" 1");
    }

    @Test
    void aStreamBreaksIfItsProcessIsKilled() throws Exception {
        start(EndpointType.REST, Duration.ofSeconds(3));
        try (FunctionGate gate = new FunctionGate()) {
            HttpResponse<InputStream> response =
                    client.send(request("/gated/" + gate.port()).build(), BodyHandlers.ofInputStream());
            gate.await();

            assertThat(response.statusCode()).isEqualTo(201);
            assertThat(new String(response.body().readNBytes(4), StandardCharsets.UTF_8))
                    .isEqualTo("one\n");
            assertThatThrownBy(() -> response.body().read()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void theEndpointAnswersWithItsOwnErrorIfTheFunctionDoesNot() throws Exception {
        start(EndpointType.URL);
        for (String path : new String[] {"/die", "/fail", "/skip", "/init-error"}) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(502);
        }
        assertThat(get("/pid").statusCode()).isEqualTo(201);
    }

    private static void awaitFrozen(String pid) {
        await().until(() -> state(pid) == 'T');
    }

    /** Returns the state as {@code ps} shows it, such as R, S, or T for stopped. */
    private static char state(String pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", pid, "stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2);
    }
}
