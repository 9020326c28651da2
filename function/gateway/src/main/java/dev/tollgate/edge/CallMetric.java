package dev.tollgate.edge;

import dev.tollgate.bill.CacheStatus;
import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.call.CallReport;
import dev.tollgate.openai.ErrorKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What CloudWatch counts of a call. {@code infra/metrics.json} says what each one means, and a test that these are the
 * same: read here, that file would cost each cold start some time.
 */
enum CallMetric {
    REQUESTS("Requests", "Count"),
    ERRORS("Errors", "Count"),
    BROKEN_RESPONSES("BrokenResponses", "Count"),
    THROTTLED("Throttled", "Count"),
    UNPRICED("Unpriced", "Count"),
    OVER_BUDGET("OverBudget", "Count"),
    ACCOUNT_FAILURES("AccountFailures", "Count"),
    POLICY_ACTIONS("PolicyActions", "Count"),
    SCANS_CUT("ScansCut", "Count"),
    CACHE_HITS("CacheHits", "Count"),
    CACHE_MISSES("CacheMisses", "Count"),
    CACHE_FAILURES("CacheFailures", "Count"),
    SAVED_MICROS("SavedMicros", "None"),
    PROMPTS_LOST("PromptsLost", "Count"),
    RESPONSES_LOST("ResponsesLost", "Count"),
    FIRST_CHUNK_MILLIS("FirstChunkMillis", "Milliseconds"),
    TOTAL_MILLIS("TotalMillis", "Milliseconds"),
    OVERHEAD_MILLIS("OverheadMillis", "Milliseconds"),
    PROMPT_TOKENS("PromptTokens", "Count"),
    COMPLETION_TOKENS("CompletionTokens", "Count"),
    COST_MICROS("CostMicros", "None");

    private static final String ACCOUNT_ERROR = ErrorKind.UPSTREAM_ACCOUNT.word();

    private final String text;
    private final String unit;

    CallMetric(String text, String unit) {
        this.text = text;
        this.unit = unit;
    }

    /** As CloudWatch names it. */
    String text() {
        return text;
    }

    /** One of CloudWatch's units. */
    String unit() {
        return unit;
    }

    /** Its value for this call; null if the call has none. */
    @Nullable
    BigDecimal of(CallReport report) {
        return switch (this) {
            case REQUESTS -> BigDecimal.ONE;
            case ERRORS -> oneIf(report.status() >= 500 || cut(report));
            case BROKEN_RESPONSES -> brokenByOthers(report) ? BigDecimal.ONE : null;
            case THROTTLED -> oneIf(report.status() == 429);
            case OVER_BUDGET -> oneIf(report.budgetsExceeded() > 0);
            case UNPRICED -> oneIf(unpriced(report));
            case ACCOUNT_FAILURES ->
                settled(report, settlement -> number(accountFailures(settlement).size()));
            case PROMPTS_LOST -> report.promptLost() ? BigDecimal.ONE : null;
            case RESPONSES_LOST -> report.responseLost() ? BigDecimal.ONE : null;
            case POLICY_ACTIONS -> settled(report, settlement -> policyActions(settlement));
            case SCANS_CUT -> report.scansCut() == 0 ? null : number(report.scansCut());
            case CACHE_HITS -> cached(report, CacheStatus.HIT);
            case CACHE_MISSES -> cached(report, CacheStatus.MISS);
            case CACHE_FAILURES -> report.cacheFailures() == 0 ? null : number(report.cacheFailures());
            case SAVED_MICROS ->
                settled(report, settlement -> {
                    Long saved = settlement.content().savedMicros();
                    return saved == null ? null : number(saved);
                });
            case FIRST_CHUNK_MILLIS -> report.firstChunkMillis() == null ? null : number(report.firstChunkMillis());
            case TOTAL_MILLIS -> number(report.total().toMillis());
            case OVERHEAD_MILLIS -> report.overhead() == null ? null : MillisText.number(report.overhead());
            case PROMPT_TOKENS ->
                settled(report, settlement -> number(settlement.usage().promptTokens()));
            case COMPLETION_TOKENS ->
                settled(report, settlement -> number(settlement.usage().completionTokens()));
            case COST_MICROS -> settled(report, settlement -> micros(settlement.cost()));
        };
    }

    /** A caller that went away is no error. */
    private static boolean cut(CallReport report) {
        return report.settlement() != null && report.settlement().outcome() == CallOutcome.CUT;
    }

    /** A provider's doing, mostly. Lambda counts such a response as an error of the function, which the alarm takes off again. */
    private static boolean brokenByOthers(CallReport report) {
        return cut(report) && report.failure() != null && report.failure().kind() != ErrorKind.INTERNAL;
    }

    /** The providers that refused the gateway's own account, although another one may have answered since. */
    static List<String> accountFailures(Settlement settlement) {
        return settlement.attempts().stream()
                .filter(attempt -> ACCOUNT_ERROR.equals(attempt.error()))
                .map(UsageRecord.Attempt::provider)
                .toList();
    }

    /** Most gateways have no policies: they need no metric that is always 0. */
    private static @Nullable BigDecimal policyActions(Settlement settlement) {
        long actions = settlement.content().policies().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return actions == 0 ? null : number(actions);
    }

    /** Absent without a cache, for the same reason. */
    private static @Nullable BigDecimal cached(CallReport report, CacheStatus status) {
        return settled(report, settlement -> {
            CacheStatus actual = settlement.content().cache();
            return actual == null ? null : oneIf(actual == status);
        });
    }

    private static boolean unpriced(CallReport report) {
        return report.settlement() != null && report.settlement().cost() instanceof Cost.Unpriced;
    }

    private static @Nullable BigDecimal micros(Cost cost) {
        return switch (cost) {
            case Cost.Priced(long micros, long _, String _) -> number(micros);
            case Cost.Unpriced() -> null;
        };
    }

    private static @Nullable BigDecimal settled(CallReport report, Function<Settlement, @Nullable BigDecimal> value) {
        return report.settlement() == null ? null : value.apply(report.settlement());
    }

    private static BigDecimal oneIf(boolean so) {
        return so ? BigDecimal.ONE : BigDecimal.ZERO;
    }

    private static BigDecimal number(long whole) {
        return BigDecimal.valueOf(whole);
    }
}
