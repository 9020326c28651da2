package dev.tollgate.server.metrics;

import dev.tollgate.bill.CacheStatus;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.UsageRecord.Attempt;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.call.CallLog;
import dev.tollgate.call.CallReport;
import dev.tollgate.openai.ErrorKind;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.DoubleAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls by what bounds their number: aliases, models, providers, teams and kinds of failure. A name that the gateway does not
 * serve counts under no alias.
 */
@Singleton
final class CallCounters implements CallLog {
    private static final Set<ErrorKind> RATE_LIMITS =
            Set.of(ErrorKind.REQUEST_RATE_EXCEEDED, ErrorKind.TOKEN_RATE_EXCEEDED, ErrorKind.CONCURRENCY_EXCEEDED);
    private static final double MICROS = 1e6;
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;

    private final MetricFamily<DoubleAdder> requests =
            counter("tollgate_requests_total", "Requests for a model.", "alias", "provider", "status", "team");
    private final MetricFamily<DoubleAdder> errors =
            counter("tollgate_request_errors_total", "Requests that failed, by kind of failure.", "alias", "error");
    private final MetricFamily<DoubleAdder> keyRequests =
            counter("tollgate_key_requests_total", "Requests of each key, if a setting says so.", "key");
    private final MetricFamily<DoubleAdder> rateLimited =
            counter("tollgate_rate_limited_total", "Requests that exceeded a rate limit.", "alias", "team");
    private final MetricFamily<DoubleAdder> budgetRefusals =
            counter("tollgate_budget_refusals_total", "Requests that a budget refused.", "alias", "team");
    private final MetricFamily<DoubleAdder> cache =
            counter("tollgate_cache_requests_total", "Requests to the response cache.", "alias", "result");
    private final MetricFamily<DoubleAdder> attempts = counter(
            "tollgate_attempts_total", "Requests to providers, by outcome.", "provider", "model", "purpose", "outcome");
    private final MetricFamily<DoubleAdder> tokens = counter(
            "tollgate_tokens_total", "Tokens that providers count.", "alias", "provider", "model", "type", "team");
    private final MetricFamily<DoubleAdder> cost =
            counter("tollgate_cost_dollars_total", "What providers bill.", "alias", "provider", "model", "team");
    private final MetricFamily<DoubleAdder> charge =
            counter("tollgate_charge_dollars_total", "What callers are charged.", "alias", "team");
    private final MetricFamily<DoubleAdder> unpriced =
            counter("tollgate_unpriced_requests_total", "Requests without a price.", "alias");
    private final MetricFamily<DurationHistogram> duration =
            histogram("tollgate_request_duration_seconds", "Time of a request in total.", "alias", "provider");
    private final MetricFamily<DurationHistogram> firstToken = histogram(
            "tollgate_time_to_first_token_seconds", "Time to the first token of a stream.", "alias", "provider");
    private final MetricFamily<DurationHistogram> overhead =
            histogram("tollgate_overhead_seconds", "The gateway's own time until a response starts.");

    private final boolean byKey;

    CallCounters(MetricsSettings settings) {
        this.byKey = settings.byKey();
    }

    private static MetricFamily<DoubleAdder> counter(String name, String help, String... labels) {
        return new MetricFamily<>(name, help, List.of(labels), DoubleAdder::new);
    }

    private static MetricFamily<DurationHistogram> histogram(String name, String help, String... labels) {
        return new MetricFamily<>(name, help, List.of(labels), DurationHistogram::new);
    }

    @Override
    public void write(CallReport call) {
        String alias = text(call.metricName());
        String team = text(call.team());
        String provider =
                call.settlement() == null ? "" : text(call.settlement().provider());
        requests.of(alias, provider, String.valueOf(call.status()), team).add(1);
        if (byKey) {
            keyRequests.of(text(call.keyId())).add(1);
        }
        if (call.failure() != null) {
            failed(call.failure().kind(), alias, team);
        }
        durations(call, alias, provider);
        if (call.settlement() != null) {
            settled(call, call.settlement(), alias, team);
        }
    }

    private void failed(ErrorKind kind, String alias, String team) {
        errors.of(alias, lower(kind)).add(1);
        if (RATE_LIMITS.contains(kind)) {
            rateLimited.of(alias, team).add(1);
        }
        if (kind == ErrorKind.INSUFFICIENT_QUOTA) {
            budgetRefusals.of(alias, team).add(1);
        }
    }

    private void durations(CallReport call, String alias, String provider) {
        duration.of(alias, provider).observe(seconds(call.total()));
        if (call.streamed() && call.firstChunkMillis() != null) {
            firstToken.of(alias, provider).observe(call.firstChunkMillis() / MILLIS);
        }
        if (call.overhead() != null) {
            overhead.of().observe(seconds(call.overhead()));
        }
    }

    private void settled(CallReport call, Settlement settlement, String alias, String team) {
        CacheStatus status = settlement.content().cache();
        if (status != null) {
            cache.of(alias, lower(status)).add(1);
        }
        switch (settlement.cost()) {
            case Cost.Priced(long _, long chargeMicros, String _) ->
                charge.of(alias, team).add(chargeMicros / MICROS);
            case Cost.Unpriced() -> unpriced.of(alias).add(1);
        }
        settlement.attempts().forEach(attempt -> attempted(call, attempt, alias, team));
    }

    private void attempted(CallReport call, Attempt attempt, String alias, String team) {
        String provider = attempt.provider();
        String model = call.metricName(attempt.model(), attempt.error());
        String outcome = attempt.error() == null ? "ok" : attempt.error();
        attempts.of(provider, model, lower(attempt.purpose()), outcome).add(1);
        tokens(attempt, model, "input", attempt.usage().promptTokens(), alias, team);
        tokens(attempt, model, "cached_input", attempt.usage().cachedTokens(), alias, team);
        tokens(attempt, model, "output", attempt.usage().completionTokens(), alias, team);
        if (attempt.cost() instanceof Cost.Priced priced) {
            cost.of(alias, provider, model, team).add(priced.micros() / MICROS);
        }
    }

    private void tokens(Attempt attempt, String model, String type, long count, String alias, String team) {
        if (count > 0) {
            tokens.of(alias, attempt.provider(), model, type, team).add((double) count);
        }
    }

    /** All that was counted so far. */
    void writeTo(PrometheusText text) {
        List.of(requests, errors, rateLimited, budgetRefusals, cache, attempts, tokens, cost, charge, unpriced)
                .forEach(text::counter);
        if (byKey) {
            text.counter(keyRequests);
        }
        List.of(duration, firstToken, overhead).forEach(text::histogram);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}
