package dev.tollgate.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.emulator.EmulatorOptions.Door;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Processes come, freeze, thaw and end as Lambda's do. */
class EnvironmentsTest extends EmulatorFixture {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    @Test
    void requestsAtTheSameTimeHaveAProcessEachAndLaterOnesFindThemWarm() throws Exception {
        start(Door.REST);
        try (Gate gate = new Gate()) {
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
    void betweenTwoEventsAProcessIsFrozen() throws Exception {
        start(Door.REST);
        String pid = get("/pid").body().split(" ", 2)[0];
        awaitFrozen(pid);

        try (Gate gate = new Gate()) {
            CompletableFuture<HttpResponse<String>> second = begin("/held/" + gate.port());
            gate.await();
            assertThat(state(pid)).isNotEqualTo('T');
            gate.open();
            assertThat(second.get().body()).isEqualTo(pid);
        }
        awaitFrozen(pid);
    }

    @Test
    void aProcessIsKilledWhenItsTimeIsUpAndTheNextRequestHasANewOne() throws Exception {
        start(Door.REST, Duration.ofSeconds(3));
        try (Gate gate = new Gate()) {
            HttpResponse<String> response = get("/held/" + gate.port());
            gate.await();

            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.body()).isEqualTo("{\"message\": \"Internal server error\"}");
        }
        assertThat(get("/pid").body()).endsWith(" 1");
    }

    @Test
    void aStreamWhoseProcessIsKilledBreaks() throws Exception {
        start(Door.REST, Duration.ofSeconds(3));
        try (Gate gate = new Gate()) {
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
    void whatTheFunctionDoesNotAnswerIsTheDoorsOwnError() throws Exception {
        start(Door.URL);
        for (String path : new String[] {"/die", "/fail", "/skip", "/init-error"}) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(502);
        }
        assertThat(get("/pid").statusCode()).isEqualTo(201);
    }

    private static void awaitFrozen(String pid) throws IOException {
        long giveUp = System.nanoTime() + PATIENCE_NANOS;
        while (state(pid) != 'T') {
            assertThat(System.nanoTime()).as("process %s is not frozen", pid).isLessThan(giveUp);
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** As {@code ps} shows it: R, S, T for stopped, and so on. */
    private static char state(String pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", pid, "stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2);
    }
}
