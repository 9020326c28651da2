package dev.tollgate.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Measures what one call costs a warm function: CPU time, context switches, and system calls. It sends one call after the other, and
 * waits after each until the function is frozen, because a call goes on after its response.
 */
public final class CallCost {
    private static final int SINGLE_CALLS = 50;

    private final long process;
    private final int port;

    private CallCost(long process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Takes the process id of the function, the port of its endpoint, the number of calls, the name of the row, and the file with
     * the request's body. Without a file, the request is {@code GET /health}.
     */
    public static void main(String... arguments) throws IOException, InterruptedException {
        CallCost cost = new CallCost(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]));
        int calls = Integer.parseInt(arguments[2]);
        cost.measure(arguments[3], calls, request(arguments));
    }

    private static byte[] request(String... arguments) throws IOException {
        if (arguments.length == 4) {
            return "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        }
        return BenchScenario.to(
                        arguments[3],
                        Integer.parseInt(arguments[1]),
                        "/v1/chat/completions",
                        Files.readAllBytes(Path.of(arguments[4])),
                        BenchScenario.GatewayAccess.key(System.getenv("LOAD_KEY"), null))
                .request();
    }

    private void measure(String name, int calls, byte[] request) throws IOException, InterruptedException {
        try (BenchConnection connection = new BenchConnection(port)) {
            send(connection, request, calls);
            long awake = 0;
            for (int i = 0; i < SINGLE_CALLS; i++) {
                ProcessCounters before = ProcessCounters.of(process);
                send(connection, request, 1);
                awake += ProcessCounters.of(process).awakeSince(before);
            }
            SystemCalls systemCalls = SystemCalls.watch(process);
            send(connection, request, SINGLE_CALLS);
            String counted = systemCalls.perCall(SINGLE_CALLS);
            ProcessCounters before = ProcessCounters.of(process);
            long start = System.nanoTime();
            send(connection, request, calls);
            double millis = (System.nanoTime() - start) / 1e6;
            ProcessCounters after = ProcessCounters.of(process);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | %.0f | %.1f | %s | %.2f | %s |%n",
                    name,
                    (double) (after.cpuMillis() - before.cpuMillis()) / calls,
                    (double) after.switchesSince(before) / calls,
                    (double) awake / SINGLE_CALLS,
                    counted,
                    millis / calls,
                    ProcessCounters.peakMemory(process));
        }
    }

    private void send(BenchConnection connection, byte[] request, int calls) throws IOException, InterruptedException {
        for (int i = 0; i < calls; i++) {
            if (connection.send(request).failed()) {
                throw new IOException("a call failed");
            }
            while (!ProcessCounters.frozen(process)) {
                TimeUnit.MICROSECONDS.sleep(50);
            }
        }
    }
}
