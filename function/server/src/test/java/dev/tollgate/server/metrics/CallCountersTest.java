package dev.tollgate.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.bill.CacheStatus;
import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.ContentUse;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.UsageRecord.Attempt;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.call.CallReport;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What Prometheus reads of calls. */
class CallCountersTest {
    private static final Pattern METRIC = Pattern.compile("\\b(tollgate_[a-z_]+)");

    private final CallCounters counters = counters(false);

    private static CallCounters counters(boolean byKey) {
        return new CallCounters(new MetricsSettings() {
            @Override
            public Optional<String> token() {
                return Optional.empty();
            }

            @Override
            public boolean local() {
                return false;
            }

            @Override
            public boolean byKey() {
                return byKey;
            }
        });
    }

    @Test
    void anAnsweredCallCountsItsTokensCostAndAttempts() {
        counters.write(answered("chat", "blue"));
        counters.write(answered("chat", "blue"));

        assertThat(text(counters))
                .contains(
                        "tollgate_requests_total{alias=\"chat\",provider=\"openai\",status=\"200\",team=\"blue\"} 2\n",
                        "tollgate_tokens_total{alias=\"chat\",provider=\"openai\",model=\"m\",type=\"input\",team=\"blue\"} 24\n",
                        "tollgate_tokens_total{alias=\"chat\",provider=\"openai\",model=\"m\",type=\"output\",team=\"blue\"} 60\n",
                        "tollgate_cost_dollars_total{alias=\"chat\",provider=\"openai\",model=\"m\",team=\"blue\"} 5\n",
                        "tollgate_charge_dollars_total{alias=\"chat\",team=\"blue\"} 6\n",
                        "tollgate_attempts_total{provider=\"openai\",model=\"m\",purpose=\"respond\",outcome=\"ok\"} 2\n",
                        "tollgate_cache_requests_total{alias=\"chat\",result=\"miss\"} 2\n",
                        "tollgate_time_to_first_token_seconds_bucket{alias=\"chat\",provider=\"openai\",le=\"0.5\"} 2\n",
                        "tollgate_time_to_first_token_seconds_bucket{alias=\"chat\",provider=\"openai\",le=\"0.25\"} 0\n",
                        "tollgate_request_duration_seconds_count{alias=\"chat\",provider=\"openai\"} 2\n",
                        "tollgate_overhead_seconds_sum 0.0025\n")
                .doesNotContain("tollgate_key_requests_total");
    }

    @Test
    void aRefusedCallCountsByItsKindAndANameOfTheClientsIsNoLabel() {
        counters.write(refused("made-up", ErrorKind.REQUEST_RATE_EXCEEDED, 429));
        counters.write(refused("made-up", ErrorKind.INSUFFICIENT_QUOTA, 429));

        assertThat(text(counters))
                .contains(
                        "tollgate_requests_total{alias=\"\",provider=\"\",status=\"429\",team=\"\"} 2\n",
                        "tollgate_request_errors_total{alias=\"\",error=\"insufficient_quota\"} 1\n",
                        "tollgate_rate_limited_total{alias=\"\",team=\"\"} 1\n",
                        "tollgate_budget_refusals_total{alias=\"\",team=\"\"} 1\n")
                .doesNotContain("made-up");
    }

    @Test
    void keysAreALabelOnlyIfASettingSaysSo() {
        CallCounters withKeys = counters(true);
        withKeys.write(answered("chat", "blue"));
        assertThat(text(withKeys)).contains("tollgate_key_requests_total{key=\"key\"} 1\n");
    }

    @Test
    void valuesOfLabelsAreEscapedAndTheirNumberIsBounded() {
        counters.write(answered("a\"b\\c\nd", "blue"));
        assertThat(text(counters)).contains("alias=\"a\\\"b\\\\c\\nd\"");

        for (int i = 0; i < 3_000; i++) {
            counters.write(answered("alias-" + i, "blue"));
        }
        assertThat(text(counters))
                .contains(
                        "tollgate_requests_total{alias=\"other\",provider=\"other\",status=\"other\",team=\"other\"} 1001\n");
    }

    @Test
    void theDashboardNamesNoMetricThatDoesNotExist() throws IOException {
        counters.write(answered("chat", "blue"));
        counters.write(refused("chat", ErrorKind.REQUEST_RATE_EXCEEDED, 429));
        counters.write(refused("chat", ErrorKind.INSUFFICIENT_QUOTA, 429));
        String known = text(counters) + MetricsRoute.GAUGES;

        JsonNode dashboard = new ObjectMapper()
                .readTree(Path.of(System.getProperty("dev.tollgate.root"), "infra/grafana/tollgate.json")
                        .toFile());
        List<String> named = METRIC.matcher(String.join(" ", dashboard.findValuesAsText("expr")))
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        assertThat(named).hasSizeGreaterThan(10).allSatisfy(metric -> assertThat(known)
                .contains(metric));
        assertThat(dashboard.findValuesAsText("uid")).contains("tollgate");
    }

    private static String text(CallCounters counters) {
        PrometheusText text = new PrometheusText();
        counters.writeTo(text);
        return text.toString();
    }

    private static CallReport answered(String alias, String team) {
        Usage usage = Usage.of(12, 30);
        Cost cost = new Cost.Priced(2_500_000, 3_000_000, "v1");
        Settlement settlement = new Settlement(
                CallOutcome.COMPLETE,
                "openai",
                "m",
                usage,
                false,
                cost,
                List.of(new Attempt("openai", "m", AttemptPurpose.RESPOND, null, 900, usage, false, cost)),
                300L,
                1_000,
                ContentUse.NONE.with(CacheStatus.MISS, null));
        return report("key", team, alias, true, 200, null, settlement);
    }

    private static CallReport refused(String alias, ErrorKind kind, int status) {
        return report("key", null, alias, false, status, new GatewayException(kind, "No."), null);
    }

    private static CallReport report(
            String key,
            String team,
            String alias,
            boolean routed,
            int status,
            GatewayException failure,
            Settlement settlement) {
        return new CallReport(
                "r-1",
                Instant.EPOCH,
                key,
                team,
                alias,
                routed,
                settlement != null,
                status,
                failure,
                settlement,
                0,
                0,
                false,
                false,
                0,
                settlement == null ? null : 300L,
                Duration.ofSeconds(1),
                settlement == null ? null : Duration.ofNanos(1_250_000),
                null);
    }
}
