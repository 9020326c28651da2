package dev.tollgate.histories;

import dev.tollgate.bill.DateRange;
import dev.tollgate.bill.UsageSum;
import dev.tollgate.openai.ServerToolUse;
import dev.tollgate.usage.UsageReport;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Sums of usage are sums of records: those that callers are shown, and those of days and months that are kept. */
final class UsageSumChecks {
    private final HistoryEvidence evidence;

    private UsageSumChecks(HistoryEvidence evidence) {
        this.evidence = evidence;
    }

    /** What each key is shown of its own use. */
    static void check(HistoryEvidence evidence, UsageReport report, DateRange days) {
        UsageSumChecks laws = new UsageSumChecks(evidence);
        HistoryWorld.KEYS.keySet().forEach(key -> {
            UsageSum shown = report.of("Bearer " + HistoryWorld.secret(key))
                    .over(days, List.of())
                    .total();
            UsageSum sum = laws.sum(record -> record.key().equals(key));
            evidence.require(shown.equals(sum), "%s is shown %s, its records say %s", key, shown, sum);
        });
    }

    /**
     * The roll-ups of a day and of its month.
     *
     * @param rollUps the items that are kept
     */
    static void checkRollUps(HistoryEvidence evidence, LocalDate day, List<Map<String, AttributeValue>> rollUps) {
        UsageSumChecks laws = new UsageSumChecks(evidence);
        laws.compare(rollUps, "day", day.toString());
        laws.compare(rollUps, "month", day.toString().substring(0, "yyyy-MM".length()));
    }

    private void compare(List<Map<String, AttributeValue>> rollUps, String period, String name) {
        List<Map<String, AttributeValue>> kept = rollUps.stream()
                .filter(item -> item.containsKey(period) && item.get(period).s().equals(name))
                .toList();
        UsageSum sum = sum(record -> accepted(record).startsWith(name));
        same(kept, "requests", sum.requests(), name);
        same(kept, "abandoned_requests", sum.abandoned(), name);
        same(kept, "failed_requests", sum.failed(), name);
        same(kept, "estimated_requests", sum.estimated(), name);
        same(kept, "unpriced_requests", sum.unpriced(), name);
        same(kept, "cache_write_1h_tokens", sum.cacheWrite1hTokens(), name);
        same(kept, "web_searches", sum.serverToolUse().webSearches(), name);
        same(kept, "images", sum.mediaUse().images(), name);
        same(kept, "audio_seconds", sum.mediaUse().audioSeconds(), name);
        same(kept, "characters", sum.mediaUse().characters(), name);
        same(kept, "searches", sum.mediaUse().searches(), name);
        same(kept, "total_tokens", sum.totalTokens(), name);
        same(kept, "cost_micros", sum.costMicros(), name);
        same(kept, "charge_micros", sum.chargeMicros(), name);
    }

    private void same(List<Map<String, AttributeValue>> kept, String column, long sum, String name) {
        long rolledUp = kept.stream()
                .filter(item -> item.containsKey(column))
                .mapToLong(item -> Long.parseLong(item.get(column).n()))
                .sum();
        evidence.require(rolledUp == sum, "%s of %s: rolled up %d, its records say %d", column, name, rolledUp, sum);
    }

    private static String accepted(StoredUsageRecord record) {
        return record.acceptedAt().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    private UsageSum sum(Predicate<StoredUsageRecord> of) {
        return evidence.records().stream().filter(of).map(UsageSumChecks::sum).reduce(UsageSum.NONE, UsageSum::plus);
    }

    private static UsageSum sum(StoredUsageRecord record) {
        StoredUsageRecord.Spent spent = record.spent();
        return new UsageSum(
                1,
                0,
                record.settled() ? 0 : 1,
                record.outcome().equals("failed") ? 1 : 0,
                spent.estimated() ? 1 : 0,
                record.settled() && spent.unpriced() ? 1 : 0,
                spent.prompt(),
                spent.cached(),
                spent.stored(),
                spent.kept(),
                spent.completion(),
                spent.thought(),
                new ServerToolUse(spent.searches(), 0),
                Objects.requireNonNullElse(spent.cost(), 0L),
                Objects.requireNonNullElse(spent.charge(), 0L));
    }
}
