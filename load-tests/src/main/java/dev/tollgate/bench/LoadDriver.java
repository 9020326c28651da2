package dev.tollgate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Sends requests to a gateway for some time, so that a profiler can record it. */
public final class LoadDriver {
    private LoadDriver() {}

    /** Takes the port, the file with the request body, the number of connections, and the seconds. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        BenchScenario scenario = BenchScenario.to(
                "the gateway",
                Integer.parseInt(arguments[0]),
                "/v1/chat/completions",
                Files.readAllBytes(Path.of(arguments[1])),
                BenchScenario.GatewayAccess.key(System.getenv("LOAD_KEY_LIMITED"), null));
        Duration duration = Duration.ofSeconds(Long.parseLong(arguments[3]));
        int responses = new ConcurrentCallers(Integer.parseInt(arguments[2]), duration)
                .call(scenario)
                .size();
        System.out.printf("%,d requests in %d s%n", responses, duration.toSeconds());
    }
}
