package dev.tollgate.emulator;

import dev.tollgate.emulator.EmulatorOptions.EndpointType;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;

/** The emulator as a client sees it, with a scripted function. */
abstract class EmulatorFixture {
    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private EnvironmentPool pool;
    private HttpFrontEnd front;

    @AfterEach
    void stop() {
        stopServer();
        client.shutdownNow();
    }

    void stopServer() {
        if (front != null) {
            front.close();
            pool.close();
            front = null;
        }
    }

    void start(EndpointType endpoint) throws Exception {
        start(endpoint, Duration.ofMinutes(5));
    }

    void start(EndpointType endpoint, Duration timeout) throws IOException, URISyntaxException {
        start(new EmulatorOptions(
                0, endpoint, EndpointLimits.of(endpoint), timeout, false, false, null, null, command()));
    }

    void start(EndpointType endpoint, EndpointLimits limits) throws IOException, URISyntaxException {
        start(new EmulatorOptions(0, endpoint, limits, Duration.ofMinutes(5), false, false, null, null, command()));
    }

    void start(EmulatorOptions options) throws IOException {
        pool = new EnvironmentPool(options);
        front = HttpFrontEnd.open(options, pool);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    /** Sends a request when a process is idle, so that it does not start a new one. */
    HttpResponse<String> getWarm(String path) throws IOException, InterruptedException {
        await().until(() -> pool.idle() > 0);
        return get(path);
    }

    static ConditionFactory await() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2));
    }

    CompletableFuture<HttpResponse<String>> begin(String path) {
        return client.sendAsync(request(path).build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.port() + path));
    }

    static List<String> command() throws URISyntaxException {
        Path classes = Path.of(ScriptedFunction.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path emulator = Path.of(StreamedReply.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes + ":" + emulator,
                ScriptedFunction.class.getName());
    }
}
