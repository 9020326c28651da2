package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.bill.CacheStatus;
import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.ContentUse;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.call.CallReport;
import dev.tollgate.jobs.SweepReport;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The log line as CloudWatch reads it. */
final class MetricsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant RECEIVED = Instant.parse("2026-11-23T10:00:00Z");
    private static final Cost PRICED = new Cost.Priced(420, "v1");

    @Test
    void aLineThatHasEverythingCarriesTheListOfInfraAndNoOther() throws IOException {
        JsonNode file = JSON.readTree(Path.of(System.getProperty("dev.tollgate.root"), "infra/metrics.json")
                .toFile());
        ObjectNode line = line(200, failure(ErrorKind.UPSTREAM_FAILED), settledWithContent(), 1, "7");

        assertThat(line.at("/_aws/CloudWatchMetrics")).isEqualTo(file.path("directives"));
        assertThat(line.path("policies")).hasToString("{\"a\":2,\"b\":1}");
        assertThat(line.path("PolicyActions").intValue()).isEqualTo(3);
        assertThat(line.path("cache").textValue()).isEqualTo("miss");
        assertThat(line.path("cache_failures").intValue()).isEqualTo(1);
        assertThat(line.path("CacheMisses").intValue()).isEqualTo(1);
        assertThat(file.at("/about/metrics").properties().stream().map(Map.Entry::getKey))
                .containsExactlyElementsOf(metrics(line).keySet());
    }

    @Test
    void aCompleteCallHasItsValuesAndItsEndAtTheRoot() {
        ObjectNode line = line(200, null, settled(CallOutcome.COMPLETE, PRICED));

        assertThat(metrics(line))
                .hasToString(
                        "{Requests=1, Errors=0, Throttled=0, Unpriced=0, OverBudget=0, AccountFailures=0,"
                                + " FirstChunkMillis=300, TotalMillis=2500, OverheadMillis=1.25, PromptTokens=12, CompletionTokens=30, CostMicros=420}");
        assertThat(line.at("/_aws/Timestamp").longValue())
                .isEqualTo(RECEIVED.plusMillis(2_500).toEpochMilli());
        assertThat(dimensions(line)).hasToString("{Gateway=blue, Provider=openai}");
        assertThat(names(line, 1)).containsExactly("Requests", "FirstChunkMillis", "CostMicros");
        assertThat(line.at("/_aws/CloudWatchMetrics")).hasSize(2);
    }

    @Test
    void onlyAPublishedVersionOfTheFunctionIsADimension() {
        ObjectNode line = line(200, null, settled(CallOutcome.COMPLETE, PRICED), 0, JsonCallLog.published("12"));

        assertThat(dimensions(line)).hasToString("{Gateway=blue, Provider=openai, LambdaVersion=12}");
        assertThat(names(line, 2)).containsExactly("Requests", "Errors");
        assertThat(JsonCallLog.published("$LATEST")).isNull();
        assertThat(JsonCallLog.published("$LATEST.PUBLISHED")).isNull();
        assertThat(JsonCallLog.published(null)).isNull();
    }

    @Test
    void aRefusedCallHasOnlyWhatIsKnownOfIt() {
        CallReport refused = new CallReport(
                "r-1",
                RECEIVED,
                null,
                null,
                "text of the caller's",
                false,
                false,
                429,
                failure(ErrorKind.REQUEST_RATE_EXCEEDED),
                null,
                0,
                0,
                false,
                false,
                0,
                null,
                Duration.ofMillis(3),
                null,
                null);
        ObjectNode line = JsonCallLog.line(refused, "blue", null);

        assertThat(metrics(line))
                .hasToString("{Requests=1, Errors=0, Throttled=1, Unpriced=0, OverBudget=0, TotalMillis=3}");
        assertThat(dimensions(line)).hasToString("{Gateway=blue, Error=request_rate_exceeded}");
        assertThat(names(line, 0)).containsExactlyElementsOf(metrics(line).keySet());
    }

    @Test
    void onlyTheGatewaysAndProvidersOwnFailuresAreErrors() {
        assertThat(errors(502, ErrorKind.UPSTREAM_FAILED, CallOutcome.FAILED)).isOne();
        assertThat(errors(200, ErrorKind.UPSTREAM_TIMEOUT, CallOutcome.CUT)).isOne();
        assertThat(errors(200, ErrorKind.CLIENT_GONE, CallOutcome.CANCELLED)).isZero();
        assertThat(errors(400, ErrorKind.REJECTED_BY_PROVIDER, CallOutcome.FAILED))
                .isZero();
    }

    @Test
    void anUnknownPriceIsCountedAndIsNoCost() {
        ObjectNode line = line(200, null, settled(CallOutcome.COMPLETE, new Cost.Unpriced()));

        assertThat(line.path("Unpriced").intValue()).isOne();
        assertThat(line.has("CostMicros")).isFalse();
        assertThat(names(line, 0)).doesNotContain("CostMicros");
    }

    @Test
    void aSweepsLineCarriesItsOwnListOfInfra() throws IOException {
        JsonNode file = JSON.readTree(Path.of(System.getProperty("dev.tollgate.root"), "infra/metrics.json")
                .toFile());
        ObjectNode line = sweep(Duration.ofSeconds(400));

        assertThat(line.at("/_aws/CloudWatchMetrics")).isEqualTo(file.path("sweep"));
        assertThat(file.at("/about/sweep").properties().stream().map(Map.Entry::getKey))
                .containsExactlyElementsOf(metrics(line).keySet());
        assertThat(line).hasToString("""
                {"time":"2026-11-23T10:00:00Z","event":"sweep","swept":3,"failed":1,"oldest_seconds":400,"total_ms":2000,\
                "Gateway":"blue","Abandoned":3,"OverdueSeconds":400,\
                "_aws":{"Timestamp":1795428002000,"CloudWatchMetrics":%s}}""".formatted(file.path("sweep")));
    }

    @Test
    void aSweepThatCouldNotLookDoesNotSayThatNothingIsOverdue() {
        ObjectNode line = sweep(null);

        assertThat(metrics(line)).hasToString("{Abandoned=3}");
        assertThat(line.path("oldest_seconds").isNull()).isTrue();
    }

    private static ObjectNode sweep(Duration overdue) {
        return JsonSweepLog.line(new SweepReport(RECEIVED, Duration.ofSeconds(2), 3, 1, overdue), "blue");
    }

    private static int errors(int status, ErrorKind kind, CallOutcome outcome) {
        return line(status, failure(kind), settled(outcome, PRICED))
                .path("Errors")
                .intValue();
    }

    private static ObjectNode line(int status, GatewayException failure, Settlement settlement) {
        return line(status, failure, settlement, 0, null);
    }

    private static ObjectNode line(
            int status, GatewayException failure, Settlement settlement, int cacheFailures, String lambdaVersion) {
        return JsonCallLog.line(
                new CallReport(
                        "r-1",
                        RECEIVED,
                        "key",
                        null,
                        "cheap-fast",
                        true,
                        true,
                        status,
                        failure,
                        settlement,
                        0,
                        cacheFailures,
                        cacheFailures > 0,
                        cacheFailures > 0,
                        cacheFailures,
                        300L,
                        Duration.ofMillis(2_500),
                        Duration.ofNanos(1_250_000),
                        null),
                "blue",
                lambdaVersion);
    }

    private static GatewayException failure(ErrorKind kind) {
        return new GatewayException(kind, "It failed.");
    }

    private static Settlement settled(CallOutcome outcome, Cost cost) {
        return new Settlement(outcome, "openai", "gpt-4o-mini", Usage.of(12, 30), false, cost, List.of(), 300L, 2_500);
    }

    private static Settlement settledWithContent() {
        return new Settlement(
                CallOutcome.CUT,
                "openai",
                "gpt-4o-mini",
                Usage.of(12, 30),
                false,
                PRICED,
                List.of(),
                300L,
                2_500,
                new ContentUse(CacheStatus.MISS, 15L, Map.of("a", 2L, "b", 1L), null, null));
    }

    /** Name and value of each metric, as the list of infra orders them. */
    private static Map<String, JsonNode> metrics(ObjectNode line) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        line.at("/_aws/CloudWatchMetrics/0/Metrics")
                .forEach(metric -> values.put(
                        metric.path("Name").textValue(),
                        line.path(metric.path("Name").textValue())));
        return values;
    }

    /** Name and value of each dimension of the whole line. */
    private static Map<String, String> dimensions(ObjectNode line) {
        Map<String, String> values = new LinkedHashMap<>();
        line.at("/_aws/CloudWatchMetrics").forEach(directive -> directive
                .at("/Dimensions/0")
                .forEach(name ->
                        values.put(name.textValue(), line.path(name.textValue()).textValue())));
        return values;
    }

    private static List<String> names(ObjectNode line, int directive) {
        return line.at("/_aws/CloudWatchMetrics/" + directive + "/Metrics").findValuesAsText("Name");
    }
}
