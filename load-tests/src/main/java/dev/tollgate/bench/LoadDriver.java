package dev.tollgate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Keeps a gateway busy for a while, so that somebody else can watch it. */
public final class LoadDriver {
    private LoadDriver() {}

    /** Arguments are the port, the file of the request, the number of connections, and the seconds. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        BenchEndpoint benchEndpoint = BenchEndpoint.to(
                "the gateway",
                Integer.parseInt(arguments[0]),
                "/v1/chat/completions",
                Files.readAllBytes(Path.of(arguments[1])),
                new BenchEndpoint.Gate(System.getenv("LOAD_KEY_LIMITED"), null));
        Duration duration = Duration.ofSeconds(Long.parseLong(arguments[3]));
        int answers = new CallerCrowd(Integer.parseInt(arguments[2]), duration)
                .ask(benchEndpoint)
                .size();
        System.out.printf("%,d requests in %d s%n", answers, duration.toSeconds());
    }
}
