package dev.tollgate.bench;

import dev.tollgate.bench.BenchScenario.GatewayAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures this gateway and another one, in front of the same upstream. All take turns within each round, so that other
 * load on the machine affects them equally.
 */
public final class PeerBenchmark {
    private static final int CONNECTIONS = Integer.getInteger("peers.connections");
    private static final int ROUNDS = Integer.getInteger("peers.rounds");
    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("peers.seconds"));
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("peers.warm"));
    private static final String CHAT = "/v1/chat/completions";

    private final byte[] body;
    private final Map<Contender, List<BenchRound>> results = new LinkedHashMap<>();

    private PeerBenchmark(byte[] body) {
        this.body = body;
    }

    /**
     * One row of the report.
     *
     * @param does what the gateway does for each request
     */
    private record Contender(BenchScenario scenario, String does) {}

    /** The only argument is the file of the request's body. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        new PeerBenchmark(Files.readAllBytes(Path.of(arguments[0]))).run();
    }

    private void run() throws IOException, InterruptedException {
        List<Contender> contenders = contenders();
        for (Contender contender : contenders) {
            new ConcurrentCallers(CONNECTIONS, WARM_UP).call(contender.scenario());
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (Contender contender : contenders) {
                results.computeIfAbsent(contender, _ -> new ArrayList<>())
                        .add(BenchRound.at(contender.scenario(), new ConcurrentCallers(CONNECTIONS, ROUND)));
            }
        }
        double peer = perCoreSecond(BenchRound.median(results.getOrDefault(contenders.getFirst(), List.of())));
        System.out.println("| gateway | does for each request | requests per core-second | of the peer's | requests/s"
                + " | p50, ms | p99, ms | resident, MiB | failed |");
        System.out.println("|---|---|--:|--:|--:|--:|--:|--:|--:|");
        results.forEach((contender, rounds) -> System.out.println(row(contender, BenchRound.median(rounds), peer)));
    }

    private List<Contender> contenders() throws IOException {
        WatchedProcess gateway =
                WatchedProcess.jvm(Long.getLong("bench.gateway.pid"), Long.getLong("bench.dynamodb.pid"));
        WatchedProcess noStore = WatchedProcess.jvm(Long.getLong("bench.nostore.pid"), null);
        int port = Integer.getInteger("bench.gateway");
        String unlimited = System.getenv("LOAD_KEY_UNLIMITED");
        return List.of(
                new Contender(
                        BenchScenario.to(
                                "Portkey " + System.getProperty("peers.version"),
                                Integer.getInteger("peers.port"),
                                CHAT,
                                body,
                                new GatewayAccess(portkeyHeaders(), WatchedProcess.other(Long.getLong("peers.pid")))),
                        "forwards it; no keys, limits or records"),
                new Contender(
                        BenchScenario.to(
                                "Tollgate, store free",
                                Integer.getInteger("bench.nostore"),
                                CHAT,
                                body,
                                GatewayAccess.key(unlimited, noStore)),
                        "key, alias, price, record to a store that costs nothing"),
                new Contender(
                        BenchScenario.to("Tollgate, records", port, CHAT, body, GatewayAccess.key(unlimited, gateway)),
                        "key, alias, price, record in DynamoDB Local"),
                new Contender(
                        BenchScenario.to(
                                "Tollgate, limits and records",
                                port,
                                CHAT,
                                body,
                                GatewayAccess.key(System.getenv("LOAD_KEY_LIMITED"), gateway)),
                        "the same, and three limits checked"));
    }

    /** Headers say where Portkey sends each request. */
    private static String portkeyHeaders() {
        return "Authorization: Bearer none\r\nx-portkey-provider: openai\r\nx-portkey-custom-host: http://127.0.0.1:"
                + Integer.getInteger("bench.upstream") + "/whole\r\n";
    }

    private static double perCoreSecond(BenchRound round) {
        return 1000 / round.cpu();
    }

    private static String row(Contender contender, BenchRound median, double peer) {
        WatchedProcess watched = contender.scenario().watched();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.0f | %.2f | %.0f | %.1f | %.1f | %d | %.0f |",
                contender.scenario().name(),
                contender.does(),
                perCoreSecond(median),
                perCoreSecond(median) / peer,
                median.perSecond(),
                median.p50(),
                median.p99(),
                watched == null ? 0 : watched.residentBytes() >> 20,
                median.failed());
    }
}
