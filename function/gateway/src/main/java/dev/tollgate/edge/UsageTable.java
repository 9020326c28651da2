package dev.tollgate.edge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.bill.UsageAggregator;
import dev.tollgate.bill.UsageGroup;
import dev.tollgate.bill.UsagePiece;
import dev.tollgate.bill.UsageSum;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sums of usage as JSON, or as comma-separated values (RFC 4180). The names are those of the usage table. */
record UsageTable(UsageQuery query, UsageAggregator fold) {
    private static final String LINE_END = "\r\n";
    private static final Pattern SPECIAL = Pattern.compile("[\",\r\n]");

    /** What a spreadsheet would take for a formula, also after a break of the line: callers choose the names of models. */
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\t\r\n].*", Pattern.DOTALL);

    ObjectNode json() {
        ObjectNode table = JsonNodeFactory.instance.objectNode();
        table.put("object", "usage");
        table.put("from", query.days().first().toString());
        table.put("to", query.days().last().toString());
        ArrayNode data = table.putArray("data");
        rows().forEach(row -> {
            ObjectNode object = data.addObject();
            for (int i = 0; i < row.getKey().size(); i++) {
                object.put(query.groups().get(i).name(), row.getKey().get(i));
            }
            columns(row.getValue()).forEach(object::put);
        });
        ObjectNode total = table.putObject("total");
        columns(fold.total()).forEach(total::put);
        return table;
    }

    String csv() {
        StringJoiner head = new StringJoiner(",");
        query.groups().stream().map(UsageGroup::name).map(UsageTable::escaped).forEach(head::add);
        columns(UsageSum.NONE).keySet().forEach(head::add);
        StringBuilder table = new StringBuilder(head + LINE_END);
        rows().forEach(row -> {
            StringJoiner line = new StringJoiner(",");
            row.getKey().stream().map(UsageTable::escaped).forEach(line::add);
            columns(row.getValue()).values().forEach(number -> line.add(number.toString()));
            table.append(line).append(LINE_END);
        });
        return table.toString();
    }

    private Stream<Map.Entry<List<String>, UsageSum>> rows() {
        return fold.sums().entrySet().stream().sorted(Comparator.comparing(row -> String.join("\u0000", row.getKey())));
    }

    /** Not what providers bill: that is between them and who runs the gateway. */
    private static Map<String, Long> columns(UsageSum sum) {
        Map<String, Long> columns = new LinkedHashMap<>();
        columns.put("requests", sum.requests());
        columns.put("pending_requests", sum.pending());
        columns.put("abandoned_requests", sum.abandoned());
        columns.put("failed_requests", sum.failed());
        columns.put("estimated_requests", sum.estimated());
        columns.put("unpriced_requests", sum.unpriced());
        columns.put("prompt_tokens", sum.promptTokens());
        columns.put("cached_tokens", sum.cachedTokens());
        columns.put("cache_write_tokens", sum.cacheWriteTokens());
        columns.put("cache_write_1h_tokens", sum.cacheWrite1hTokens());
        columns.put("completion_tokens", sum.completionTokens());
        columns.put("reasoning_tokens", sum.reasoningTokens());
        columns.put("total_tokens", sum.totalTokens());
        for (UsagePiece piece : UsagePiece.values()) {
            columns.put(piece.column(), piece.count(sum.serverToolUse(), sum.mediaUse()));
        }
        columns.put("cache_hits", sum.cached().hits());
        columns.put("cache_misses", sum.cached().misses());
        columns.put("charge_micros", sum.chargeMicros());
        return columns;
    }

    private static String escaped(String value) {
        String text = FORMULA.matcher(value).matches() ? "'" + value : value;
        return SPECIAL.matcher(text).find() ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }
}
