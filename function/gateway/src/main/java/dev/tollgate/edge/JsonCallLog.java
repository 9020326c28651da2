package dev.tollgate.edge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.UsagePiece;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.call.CallLog;
import dev.tollgate.call.CallReport;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.FailureText;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes each call as one line of JSON to the log {@code tollgate.access}, with the metrics that CloudWatch is to make of
 * it; never text of a prompt or an answer.
 */
@ApplicationScoped
public class JsonCallLog implements CallLog {
    private static final Logger ACCESS = Logger.getLogger("tollgate.access");
    private static final Logger BUGS = Logger.getLogger(JsonCallLog.class);
    private static final Pattern PUBLISHED = Pattern.compile("[0-9]+");

    private final String gateway;
    private final String version;
    private final @Nullable String lambdaVersion;

    JsonCallLog(GatewayConfig config, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.gateway = config.name();
        this.version = version;
        this.lambdaVersion = published(System.getenv("AWS_LAMBDA_FUNCTION_VERSION"));
    }

    /** A version with a number, as a gradual rollout publishes. Else Lambda says {@code $LATEST}, which is no release. */
    static @Nullable String published(@Nullable String version) {
        return version != null && PUBLISHED.matcher(version).matches() ? version : null;
    }

    @Override
    public void write(CallReport report) {
        ObjectNode line = line(report, gateway, lambdaVersion).put("version", version);
        ACCESS.info(new String(ServerSentEvents.json(line), StandardCharsets.UTF_8));
        if (report.failure() != null && report.failure().kind() == ErrorKind.INTERNAL) {
            BUGS.errorf(report.failure(), "request %s failed in the gateway itself", report.requestId());
        }
    }

    static ObjectNode line(CallReport report, String gateway, @Nullable String lambdaVersion) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("time", report.receivedAt().toString());
        line.put("request_id", report.requestId());
        line.put("key_id", report.keyId());
        line.put("alias", report.alias());
        line.put("streamed", report.streamed());
        line.put("status", report.status());
        if (report.failure() != null) {
            line.put("error", report.failure().kind().word());
            line.put("error_cause", cause(report.failure()));
        }
        if (report.traced() != null) {
            line.put("trace_id", report.traced().trace().span().traceId());
        }
        if (report.settlement() != null) {
            settlement(line, report.settlement());
        }
        if (report.budgetsExceeded() > 0) {
            line.put("over_budget", report.budgetsExceeded());
        }
        counted(line, "cache_failures", report.cacheFailures());
        counted(line, "scans_cut", report.scansCut());
        line.put("first_chunk_ms", report.firstChunkMillis());
        line.put("total_ms", report.total().toMillis());
        line.put("overhead_ms", report.overhead() == null ? null : MillisText.number(report.overhead()));
        EmbeddedMetrics.addTo(line, report, gateway, lambdaVersion);
        return line;
    }

    private static void settlement(ObjectNode line, Settlement settlement) {
        line.put("outcome", settlement.outcome().name().toLowerCase(Locale.ROOT));
        line.put("provider", settlement.provider());
        line.put("model", settlement.model());
        line.put("attempts", settlement.attempts().size());
        List<String> accountFailures = CallMetric.accountFailures(settlement);
        if (!accountFailures.isEmpty()) {
            accountFailures.forEach(line.putArray("account_failures")::add);
        }
        if (settlement.content().cache() != null) {
            line.put("cache", settlement.content().cache().name().toLowerCase(Locale.ROOT));
        }
        if (settlement.content().savedMicros() != null) {
            line.put("saved_micros", settlement.content().savedMicros());
        }
        if (!settlement.content().policies().isEmpty()) {
            ObjectNode policies = line.putObject("policies");
            new TreeMap<>(settlement.content().policies()).forEach(policies::put);
        }
        Usage usage = settlement.usage();
        line.put("prompt_tokens", usage.promptTokens());
        line.put("cached_tokens", usage.cachedTokens());
        line.put("cache_write_tokens", usage.cacheWriteTokens());
        line.put("completion_tokens", usage.completionTokens());
        line.put("reasoning_tokens", usage.reasoningTokens());
        counted(line, "cache_write_1h_tokens", usage.cacheWrite1hTokens());
        for (UsagePiece piece : UsagePiece.values()) {
            counted(line, piece.column(), piece.count(usage.serverToolUse(), usage.mediaUse()));
        }
        line.put("estimated", settlement.estimated());
        switch (settlement.cost()) {
            case Cost.Priced(long micros, long chargeMicros, String version) ->
                line.put("cost_micros", micros)
                        .put("charge_micros", chargeMicros)
                        .put("price_version", version);
            case Cost.Unpriced() -> line.put("unpriced", true);
        }
    }

    private static void counted(ObjectNode line, String name, long count) {
        if (count > 0) {
            line.put(name, count);
        }
    }

    /**
     * Of a failure of the store, the table, the operation and AWS' error code. Of others only the cause's class: its message may quote
     * what must not be logged.
     */
    private static @Nullable String cause(GatewayException failure) {
        if (failure.getCause() == null) {
            return null;
        }
        return failure.kind() == ErrorKind.STORE_UNAVAILABLE
                ? FailureText.line(failure)
                : failure.getCause().getClass().getName();
    }
}
