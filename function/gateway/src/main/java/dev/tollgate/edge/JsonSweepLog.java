package dev.tollgate.edge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.jobs.SweepLog;
import dev.tollgate.jobs.SweepReport;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes each sweep as one line of JSON to the log {@code tollgate.sweep}, with the metrics that CloudWatch is to make of
 * it. A sweep that found nothing is written, too, where that log's level is DEBUG: in Lambda, where its absence is an alarm.
 */
@ApplicationScoped
public class JsonSweepLog implements SweepLog {
    private static final Logger SWEEPS = Logger.getLogger("tollgate.sweep");

    private final String gateway;

    JsonSweepLog(GatewayConfig config) {
        this.gateway = config.name();
    }

    @Override
    public void write(SweepReport report) {
        boolean uneventful = report.closed() == 0
                && report.overdue() != null
                && report.overdue().isZero();
        SWEEPS.log(
                uneventful ? Logger.Level.DEBUG : Logger.Level.INFO,
                new String(ServerSentEvents.json(line(report, gateway)), StandardCharsets.UTF_8));
    }

    static ObjectNode line(SweepReport report, String gateway) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("time", report.startedAt().toString());
        line.put("event", "sweep");
        line.put("swept", report.closed());
        line.put("failed", report.failed());
        line.put("oldest_seconds", overdue(report));
        line.put("total_ms", report.total().toMillis());
        EmbeddedMetrics.addTo(line, report, gateway);
        return line;
    }

    private static @Nullable Long overdue(SweepReport report) {
        return report.overdue() == null ? null : report.overdue().toSeconds();
    }
}
