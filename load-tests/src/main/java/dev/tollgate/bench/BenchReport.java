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

/** All that was measured, for people as a table and for programs as JSON. */
record BenchReport(List<ResultCell> cells, long residentBytes, int rounds, Duration turn) {

    /** Writes both into this folder. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("report.md"), markdown());
        Files.writeString(folder.resolve("report.json"), json());
    }

    String markdown() {
        return """
                %s, %d processors, %s, medians of %d rounds of %s s. Times in ms; added: over direct in the same rounds.

                | answer | connections | door | requests/s | p50 | p99 | added p50 | added p99 | first byte p50 | added | CPU/request | requests/core-s | store CPU/request | KiB/request | failed |
                |---|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
                %s

                Resident memory of the gateway at the end: %d MiB.
                """.formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        Runtime.getRuntime().availableProcessors(),
                        "Java " + Runtime.version().feature(),
                        rounds,
                        turn.toMillis() / 1000.0,
                        cells.stream().map(this::row).collect(Collectors.joining("\n")),
                        residentBytes / 1024 / 1024);
    }

    private String row(ResultCell cell) {
        BenchRound median = cell.median();
        String common = String.format(
                Locale.ROOT,
                "| %s | %d | %s | %.0f | %.2f | %.2f |",
                cell.kind(),
                cell.connections(),
                cell.door(),
                median.perSecond(),
                median.p50(),
                median.p99());
        if (cell.door().equals(ResultCell.DIRECT)) {
            return common
                    + String.format(Locale.ROOT, " | | %.2f | | | | | | %.0f |", median.firstP50(), median.failed());
        }
        BenchRound direct = direct(cell);
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

    private BenchRound direct(ResultCell cell) {
        return cells.stream()
                .filter(other -> other.comparableTo(cell) && other.door().equals(ResultCell.DIRECT))
                .findFirst()
                .orElseThrow()
                .median();
    }

    private String json() {
        return cells.stream()
                .flatMap(cell -> cell.rounds().stream().map(round -> json(cell, round)))
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static String json(ResultCell cell, BenchRound round) {
        return String.format(
                Locale.ROOT,
                "{\"answer\": \"%s\", \"connections\": %d, \"door\": \"%s\", \"failed\": %.0f, \"requests_per_second\": %.1f,"
                        + " \"p50_ms\": %.4f, \"p99_ms\": %.4f, \"first_byte_p50_ms\": %.4f,"
                        + " \"first_byte_p99_ms\": %.4f, \"cpu_ms\": %.4f, \"store_cpu_ms\": %.4f,"
                        + " \"allocated_kib\": %.1f}",
                cell.kind(),
                cell.connections(),
                cell.door(),
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
