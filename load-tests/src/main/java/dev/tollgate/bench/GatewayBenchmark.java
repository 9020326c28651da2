package dev.tollgate.bench;

import dev.tollgate.bench.BenchEndpoint.Gate;
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
 * Measures what the gateway adds. All doors take turns within each round, so that whatever else the machine does falls on
 * all of them alike.
 */
public final class GatewayBenchmark {
    private static final List<String> KINDS = List.of("whole", "stream");
    private static final int WARM_UP_CONNECTIONS = 16;
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(30);

    private final int[] crowds = Arrays.stream(
                    setting("BENCH_CONNECTIONS", "1 16 200").split(" "))
            .mapToInt(Integer::parseInt)
            .toArray();
    private final Duration turn = Duration.ofMillis((long) (1000 * Double.parseDouble(setting("BENCH_SECONDS", "3"))));
    private final int rounds = Integer.parseInt(setting("BENCH_ROUNDS", "3"));
    private final int warmUp = Integer.parseInt(setting("BENCH_WARM_UP_REQUESTS", "6000"));
    private final WatchedProcess gateway =
            new WatchedProcess(Long.getLong("bench.gateway.pid"), Long.getLong("bench.dynamodb.pid"));
    private final WatchedProcess noStore = new WatchedProcess(Long.getLong("bench.nostore.pid"), null);

    private GatewayBenchmark() throws IOException {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        new GatewayBenchmark().run();
    }

    private void run() throws IOException, InterruptedException {
        Map<String, List<BenchEndpoint>> benchEndpoints = new LinkedHashMap<>();
        for (String kind : KINDS) {
            benchEndpoints.put(kind, benchEndpoints(kind));
        }
        for (BenchEndpoint benchEndpoint :
                benchEndpoints.values().stream().flatMap(List::stream).toList()) {
            warmUp(benchEndpoint);
        }
        List<ResultCell> cells = new ArrayList<>();
        for (String kind : KINDS) {
            for (int crowd : crowds) {
                cells.addAll(measure(kind, benchEndpoints.get(kind), new CallerCrowd(crowd, turn)));
            }
        }
        BenchReport report = new BenchReport(cells, gateway.residentBytes(), rounds, turn);
        report.write(Path.of(System.getProperty("bench.results")));
        System.out.println(report.markdown());
    }

    /** By requests and not by time: that is what the JVM compiles by. One connection first, so that nothing times out. */
    private void warmUp(BenchEndpoint benchEndpoint) throws InterruptedException {
        int answers = 0;
        long giveUp = System.nanoTime() + LONGEST_WARM_UP.toNanos();
        while (answers < warmUp && System.nanoTime() < giveUp) {
            int connections = answers < warmUp / 10 ? 1 : WARM_UP_CONNECTIONS;
            answers += new CallerCrowd(connections, Duration.ofSeconds(1))
                    .ask(benchEndpoint)
                    .size();
        }
        System.err.printf("%s is warm after %,d requests%n", benchEndpoint.name(), answers);
    }

    private static List<BenchEndpoint> benchEndpoints(String kind, byte[] body, GatewayBenchmark bench) {
        String limited = System.getenv("LOAD_KEY_LIMITED");
        String unlimited = System.getenv("LOAD_KEY_UNLIMITED");
        String chat = "/v1/chat/completions";
        int gatewayPort = Integer.getInteger("bench.gateway");
        return List.of(
                BenchEndpoint.to(
                        ResultCell.DIRECT,
                        Integer.getInteger("bench.upstream"),
                        "/" + kind + "/chat/completions",
                        body,
                        new Gate("none", null)),
                BenchEndpoint.to("limits and usage", gatewayPort, chat, body, new Gate(limited, bench.gateway)),
                BenchEndpoint.to("usage only", gatewayPort, chat, body, new Gate(unlimited, bench.gateway)),
                BenchEndpoint.to(
                        "usage only, store free",
                        Integer.getInteger("bench.nostore"),
                        chat,
                        body,
                        new Gate(unlimited, bench.noStore)));
    }

    private List<BenchEndpoint> benchEndpoints(String kind) throws IOException {
        byte[] body = Files.readAllBytes(Path.of(System.getProperty("bench.folder"), kind + ".json"));
        return benchEndpoints(kind, body, this);
    }

    private List<ResultCell> measure(String kind, List<BenchEndpoint> benchEndpoints, CallerCrowd crowd)
            throws InterruptedException {
        Map<BenchEndpoint, List<BenchRound>> measured = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (BenchEndpoint benchEndpoint : benchEndpoints) {
                measured.computeIfAbsent(benchEndpoint, _ -> new ArrayList<>())
                        .add(BenchRound.at(benchEndpoint, crowd));
            }
        }
        System.err.printf("measured %s at %d connections%n", kind, crowd.connections());
        return measured.entrySet().stream()
                .map(entry ->
                        new ResultCell(kind, crowd.connections(), entry.getKey().name(), entry.getValue()))
                .toList();
    }

    private static String setting(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }
}
