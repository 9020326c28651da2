package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AmountFormat;
import dev.tollgate.admin.MeasuredUsage;
import dev.tollgate.admin.MeasuredUsage.Latencies;
import dev.tollgate.admin.UsageColumn;
import dev.tollgate.admin.UsageTable;
import dev.tollgate.bill.UsageSum;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;

/** Sums of usage as JSON. */
final class UsageJson {
    private static final Set<String> ALWAYS = Set.of("requests", "prompt_tokens", "cached_tokens", "completion_tokens");

    private UsageJson() {}

    static ObjectNode of(Instant from, Instant to, UsageTable table, MeasuredUsage usage) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("from", from.toString()).put("to", to.toString());
        table.groups().forEach(json.putArray("group_by")::add);
        ArrayNode rows = json.putArray("data");
        table.rows().forEach(row -> {
            ObjectNode one = rows.addObject();
            ObjectNode group = one.putObject("group");
            for (int index = 0; index < table.groups().size(); index++) {
                group.put(table.groups().get(index), row.getKey().get(index));
            }
            numbers(one, row.getValue(), usage.latencies(row.getKey()));
        });
        numbers(json.putObject("totals"), usage.total(), usage.allLatencies());
        return json;
    }

    /** Numbers that are often zero are left out then. */
    private static void numbers(ObjectNode json, UsageSum sum, Latencies latencies) {
        json.put("errors", sum.failed());
        UsageColumn.ALL.forEach(column -> {
            long value = column.value().applyAsLong(sum);
            if (value != 0 || ALWAYS.contains(column.name())) {
                json.put(column.name(), value);
            }
        });
        json.put("cache_hits", sum.cached().hits())
                .put("cost_usd", AmountFormat.dollars(sum.costMicros()))
                .put("charge_usd", AmountFormat.dollars(sum.chargeMicros()))
                .put("saved_usd", AmountFormat.dollars(sum.cached().savedMicros()));
        percentiles(json, "ttft_ms", latencies.firstToken(50), latencies.firstToken(95));
        percentiles(json, "duration_ms", latencies.total(50), latencies.total(95));
    }

    private static void percentiles(ObjectNode json, String name, OptionalLong median, OptionalLong high) {
        if (median.isPresent() && high.isPresent()) {
            json.putObject(name).put("p50", median.getAsLong()).put("p95", high.getAsLong());
        }
    }
}
