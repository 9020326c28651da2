package dev.tollgate.bench;

import dev.tollgate.bench.BenchScenario.GatewayAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what the gateway adds to a request. All scenarios take turns within each round, so that other load on the machine
 * affects them equally.
 */
public final class GatewayBenchmark {
    private static final List<String> KINDS = List.of("whole", "stream");
    private static final int WARM_UP_CONNECTIONS = 16;
    private static final Duration MAX_WARM_UP = Duration.ofSeconds(30);

    private final int[] connections = Arrays.stream(
                    setting("BENCH_CONNECTIONS", "1 16 200").split(" "))
            .mapToInt(Integer::parseInt)
            .toArray();
    private final Duration duration =
            Duration.ofMillis((long) (1000 * Double.parseDouble(setting("BENCH_SECONDS", "3"))));
    private final int rounds = Integer.parseInt(setting("BENCH_ROUNDS", "3"));
    private final int warmUp = Integer.parseInt(setting("BENCH_WARM_UP_REQUESTS", "6000"));
    private final WatchedProcess gateway =
            WatchedProcess.jvm(Long.getLong("bench.gateway.pid"), Long.getLong("bench.dynamodb.pid"));
    private final WatchedProcess noStore = WatchedProcess.jvm(Long.getLong("bench.nostore.pid"), null);

    private GatewayBenchmark() throws IOException {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        new GatewayBenchmark().run();
    }

    private void run() throws IOException, InterruptedException {
        Map<String, List<BenchScenario>> scenarios = new LinkedHashMap<>();
        for (String kind : KINDS) {
            scenarios.put(kind, scenarios(kind));
        }
        for (BenchScenario scenario :
                scenarios.values().stream().flatMap(List::stream).toList()) {
            warmUp(scenario);
        }
        List<ScenarioResult> results = new ArrayList<>();
        for (Map.Entry<String, List<BenchScenario>> entry : scenarios.entrySet()) {
            for (int count : connections) {
                results.addAll(measure(entry.getKey(), entry.getValue(), new ConcurrentCallers(count, duration)));
            }
        }
        BenchReport report = new BenchReport(results, gateway.residentBytes(), rounds, duration);
        report.write(Path.of(System.getProperty("bench.results")));
        System.out.println(report.markdown());
    }

    /** Counts requests and not time, as the JVM's compiler does. Starts with one connection, so that no request times out. */
    private void warmUp(BenchScenario scenario) throws InterruptedException {
        int responses = 0;
        long giveUpAt = System.nanoTime() + MAX_WARM_UP.toNanos();
        while (responses < warmUp && System.nanoTime() < giveUpAt) {
            int count = responses < warmUp / 10 ? 1 : WARM_UP_CONNECTIONS;
            responses += new ConcurrentCallers(count, Duration.ofSeconds(1))
                    .call(scenario)
                    .size();
        }
        System.err.printf("%s is warm after %,d requests%n", scenario.name(), responses);
    }

    private static List<BenchScenario> scenarios(String kind, byte[] body, GatewayBenchmark bench) {
        String limited = System.getenv("LOAD_KEY_LIMITED");
        String unlimited = System.getenv("LOAD_KEY_UNLIMITED");
        String chat = "/v1/chat/completions";
        int gatewayPort = Integer.getInteger("bench.gateway");
        return List.of(
                BenchScenario.to(
                        ScenarioResult.DIRECT,
                        Integer.getInteger("bench.upstream"),
                        "/" + kind + "/chat/completions",
                        body,
                        GatewayAccess.key("none", null)),
                BenchScenario.to(
                        "limits and usage", gatewayPort, chat, body, GatewayAccess.key(limited, bench.gateway)),
                BenchScenario.to("usage only", gatewayPort, chat, body, GatewayAccess.key(unlimited, bench.gateway)),
                BenchScenario.to(
                        "usage only, store free",
                        Integer.getInteger("bench.nostore"),
                        chat,
                        body,
                        GatewayAccess.key(unlimited, bench.noStore)));
    }

    private List<BenchScenario> scenarios(String kind) throws IOException {
        byte[] body = Files.readAllBytes(Path.of(System.getProperty("bench.folder"), kind + ".json"));
        return scenarios(kind, body, this);
    }

    private List<ScenarioResult> measure(String kind, List<BenchScenario> scenarios, ConcurrentCallers callers)
            throws InterruptedException {
        Map<BenchScenario, List<BenchRound>> measured = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (BenchScenario scenario : scenarios) {
                measured.computeIfAbsent(scenario, _ -> new ArrayList<>()).add(BenchRound.at(scenario, callers));
            }
        }
        System.err.printf("measured %s at %d connections%n", kind, callers.connections());
        return measured.entrySet().stream()
                .map(entry -> new ScenarioResult(
                        kind, callers.connections(), entry.getKey().name(), entry.getValue()))
                .toList();
    }

    private static String setting(String name, String defaultValue) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? defaultValue : value;
    }
}
