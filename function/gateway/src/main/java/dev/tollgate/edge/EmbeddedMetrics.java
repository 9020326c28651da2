package dev.tollgate.edge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.bill.CacheStatus;
import dev.tollgate.call.CallReport;
import dev.tollgate.jobs.SweepReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A log line as CloudWatch makes metrics of it
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
 */
final class EmbeddedMetrics {
    private static final String NAMESPACE = "Tollgate";
    private static final String GATEWAY = "Gateway";
    private static final String PROVIDER = "Provider";
    private static final String ERROR = "Error";
    private static final String LAMBDA_VERSION = "LambdaVersion";
    private static final String ABANDONED = "Abandoned";
    private static final String OVERDUE_SECONDS = "OverdueSeconds";

    private static final List<Directive> DIRECTIVES = List.of(
            new Directive(List.of(GATEWAY), List.of(CallMetric.values())),
            new Directive(
                    List.of(GATEWAY, PROVIDER),
                    List.of(CallMetric.REQUESTS, CallMetric.FIRST_CHUNK_MILLIS, CallMetric.COST_MICROS)),
            new Directive(List.of(GATEWAY, ERROR), List.of(CallMetric.REQUESTS)),
            // Of two releases in a gradual rollout, an alarm must know the new one.
            new Directive(List.of(GATEWAY, LAMBDA_VERSION), List.of(CallMetric.REQUESTS, CallMetric.ERRORS)));

    private EmbeddedMetrics() {}

    /** Which dimensions a metric has: each value of a dimension makes a metric of its own, which costs money. */
    private record Directive(List<String> dimensions, List<CallMetric> metrics) {}

    /**
     * Adds a call's metrics to its line: their values, their dimensions, and their description.
     *
     * @param lambdaVersion the published version of the function that served the call; null if none is published
     */
    static void addTo(ObjectNode line, CallReport report, String gateway, @Nullable String lambdaVersion) {
        dimensions(line, report, gateway);
        if (lambdaVersion != null) {
            line.put(LAMBDA_VERSION, lambdaVersion);
        }
        for (CallMetric metric : CallMetric.values()) {
            BigDecimal value = metric.of(report);
            if (value != null) {
                line.put(metric.text(), value);
            }
        }
        ArrayNode directives = directives(line, report.receivedAt().plus(report.total()));
        for (Directive directive : DIRECTIVES) {
            if (directive.dimensions().stream().allMatch(line::has)) {
                describe(directive, line, directives.addObject());
            }
        }
    }

    /** Adds a sweep's metrics to its line. The age of the oldest record is left out if it is not known. */
    static void addTo(ObjectNode line, SweepReport report, String gateway) {
        line.put(GATEWAY, gateway);
        line.put(ABANDONED, report.closed());
        if (report.overdue() != null) {
            line.put(OVERDUE_SECONDS, report.overdue().toSeconds());
        }
        ObjectNode described = directives(line, report.startedAt().plus(report.total()))
                .addObject()
                .put("Namespace", NAMESPACE);
        described.putArray("Dimensions").addArray().add(GATEWAY);
        ArrayNode metrics = described.putArray("Metrics");
        metrics.addObject().put("Name", ABANDONED).put("Unit", "Count");
        if (report.overdue() != null) {
            metrics.addObject().put("Name", OVERDUE_SECONDS).put("Unit", "Seconds");
        }
    }

    private static ArrayNode directives(ObjectNode line, Instant end) {
        return line.putObject("_aws").put("Timestamp", end.toEpochMilli()).putArray("CloudWatchMetrics");
    }

    /**
     * What a caller sends is never a dimension: it could make as many metrics as it likes. A provider has no part in an answer from the
     * cache.
     */
    private static void dimensions(ObjectNode line, CallReport report, String gateway) {
        line.put(GATEWAY, gateway);
        if (report.settlement() != null
                && report.settlement().provider() != null
                && report.settlement().content().cache() != CacheStatus.HIT) {
            line.put(PROVIDER, report.settlement().provider());
        }
        if (report.failure() != null) {
            line.put(ERROR, report.failure().kind().word());
        }
    }

    /** Lists what the line has a value of: CloudWatch refuses a directive that names more. */
    private static void describe(Directive directive, ObjectNode line, ObjectNode described) {
        described.put("Namespace", NAMESPACE);
        ArrayNode names = described.putArray("Dimensions").addArray();
        directive.dimensions().forEach(names::add);
        ArrayNode metrics = described.putArray("Metrics");
        directive.metrics().stream().filter(metric -> line.has(metric.text())).forEach(metric -> metrics.addObject()
                .put("Name", metric.text())
                .put("Unit", metric.unit()));
    }
}
