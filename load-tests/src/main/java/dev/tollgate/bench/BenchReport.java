package dev.tollgate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The results, as a table for people and as JSON for programs. */
record BenchReport(List<ScenarioResult> results, long residentBytes, int rounds, Duration duration) {

    /** Writes {@code report.md} and {@code report.json} to this folder. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("report.md"), markdown());
        Files.writeString(folder.resolve("report.json"), json());
    }

    String markdown() {
        return """
                %s, %d processors, %s, medians of %d rounds of %s s. "Added" is the difference to direct in the same rounds.

                | response | connections | scenario | requests/s | p50, ms | p99, ms | added p50, ms | added p99, ms | first byte p50, ms | first byte added, ms | CPU ms/request | requests/core-s | store CPU ms/request | KiB/request | failed |
                |---|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
                %s

                Resident memory of the gateway at the end: %d MiB.
                """.formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        Runtime.getRuntime().availableProcessors(),
                        "Java " + Runtime.version().feature(),
                        rounds,
                        duration.toMillis() / 1000.0,
                        results.stream().map(this::row).collect(Collectors.joining("\n")),
                        residentBytes / 1024 / 1024);
    }

    private String row(ScenarioResult result) {
        BenchRound median = result.median();
        String common = String.format(
                Locale.ROOT,
                "| %s | %d | %s | %.0f | %.2f | %.2f |",
                result.kind(),
                result.connections(),
                result.scenario(),
                median.perSecond(),
                median.p50(),
                median.p99());
        if (result.scenario().equals(ScenarioResult.DIRECT)) {
            return common
                    + String.format(Locale.ROOT, " | | %.2f | | | | | | %.0f |", median.firstP50(), median.failed());
        }
        BenchRound direct = direct(result);
        return common
                + String.format(
                        Locale.ROOT,
                        " %.2f | %.2f | %.2f | %.2f | %.3f | %.0f | %.3f | %.0f | %.0f |",
                        median.p50() - direct.p50(),
                        median.p99() - direct.p99(),
                        median.firstP50(),
                        median.firstP50() - direct.firstP50(),
                        median.cpu(),
                        1000 / median.cpu(),
                        median.storeCpu(),
                        median.allocatedKib(),
                        median.failed());
    }

    private BenchRound direct(ScenarioResult result) {
        return results.stream()
                .filter(other -> other.comparableTo(result) && other.scenario().equals(ScenarioResult.DIRECT))
                .findFirst()
                .orElseThrow()
                .median();
    }

    private String json() {
        return results.stream()
                .flatMap(result -> result.rounds().stream().map(round -> json(result, round)))
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static String json(ScenarioResult result, BenchRound round) {
        return String.format(
                Locale.ROOT,
                "{\"response\": \"%s\", \"connections\": %d, \"scenario\": \"%s\", \"failed\": %.0f, \"requests_per_second\": %.1f,"
                        + " \"p50_ms\": %.4f, \"p99_ms\": %.4f, \"first_byte_p50_ms\": %.4f,"
                        + " \"first_byte_p99_ms\": %.4f, \"cpu_ms\": %.4f, \"store_cpu_ms\": %.4f,"
                        + " \"allocated_kib\": %.1f}",
                result.kind(),
                result.connections(),
                result.scenario(),
                round.failed(),
                round.perSecond(),
                round.p50(),
                round.p99(),
                round.firstP50(),
                round.firstP99(),
                round.cpu(),
                round.storeCpu(),
                round.allocatedKib());
    }
}
