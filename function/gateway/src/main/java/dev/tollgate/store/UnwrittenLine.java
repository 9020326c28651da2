package dev.tollgate.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.parse.TimeParser;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Reads a line that {@link SettledRow#line} wrote. Its content is billed, but the log may have been cut or edited. So
 * the line must be complete and consistent. Unknown columns are kept, because a newer gateway may have written them.
 */
final class UnwrittenLine {
    private static final Pattern COLUMN = Pattern.compile("[a-z][a-z0-9_]*");
    private static final List<String> REQUIRED =
            List.of("key_id", "request_id", "accepted_at", "alias", "settled_at", "outcome");

    private final JsonNode line;
    private final LineNumbers numbers;

    private UnwrittenLine(JsonNode line) {
        this.line = line;
        this.numbers = new LineNumbers("", line);
    }

    /** Throws IllegalArgumentException with what is wrong. */
    static SettledRow read(JsonNode line) {
        return new UnwrittenLine(line).row();
    }

    private SettledRow row() {
        REQUIRED.forEach(this::text);
        numbers.number("total_ms");
        require(UsageRow.SETTLED.equals(text("status")), "status is not " + UsageRow.SETTLED);
        numbers.requireSumOfAttempts();
        require(!line.has(UsageRow.INDEX) && !line.has(HeldWindows.COLUMN), "it belongs to a pending record");
        instant("settled_at");
        Map<String, Object> key = key();
        Map<String, Object> columns = new LinkedHashMap<>();
        line.properties().stream()
                .filter(field -> !key.containsKey(field.getKey()))
                .forEach(field -> columns.put(field.getKey(), value(field.getKey(), field.getValue())));
        return new SettledRow(key, columns, requestHold(), numbers.chargeMicros());
    }

    /** The key is part of the line and must match the other columns. Versions before ADR 52 had other partitions. */
    private Map<String, Object> key() {
        Instant acceptedAt = instant("accepted_at");
        Map<String, Object> unsharded = UsageKey.unsharded(text("key_id"), text("request_id"), acceptedAt);
        Map<String, Object> key = text("pk").equals(unsharded.get("pk"))
                ? unsharded
                : UsageKey.of(text("key_id"), text("request_id"), acceptedAt);
        key.forEach((name, expected) -> require(
                expected.equals(text(name)), name + " is " + text(name) + ", but the other columns say " + expected));
        return key;
    }

    private RequestHold requestHold() {
        if (!line.has(UsageRow.BUDGETS)) {
            return RequestHold.NONE;
        }
        List<String> budgets = StreamSupport.stream(line.get(UsageRow.BUDGETS).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        require(
                !budgets.isEmpty() && budgets.stream().allMatch(name -> name.startsWith("BUDGET#")),
                "budgets contains something else");
        return new RequestHold(budgets, numbers.number(UsageRow.RESERVED), List.of());
    }

    private Instant instant(String column) {
        return TimeParser.instant(text(column))
                .orElseThrow(() -> new IllegalArgumentException(column + " is not an instant: " + text(column)));
    }

    private String text(String column) {
        JsonNode value = line.path(column);
        require(value.isTextual() && !value.textValue().isEmpty(), column + " is missing");
        return value.textValue();
    }

    private static Object value(String name, JsonNode value) {
        require(COLUMN.matcher(name).matches(), "not the name of a column: " + name);
        return value(value);
    }

    private static Object value(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> value.textValue();
            case BOOLEAN -> value.booleanValue();
            case ARRAY ->
                StreamSupport.stream(value.spliterator(), false)
                        .map(UnwrittenLine::value)
                        .toList();
            case OBJECT -> {
                // Names inside columns are data, such as tags.
                Map<String, Object> map = new LinkedHashMap<>();
                value.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
                yield map;
            }
            case NUMBER -> {
                require(value.canConvertToLong() && value.isIntegralNumber(), "a column cannot contain " + value);
                yield value.longValue();
            }
            case NULL, MISSING, BINARY, POJO -> throw new IllegalArgumentException("a column cannot contain " + value);
        };
    }

    static void require(boolean valid, String message) {
        if (!valid) {
            throw new IllegalArgumentException(message);
        }
    }
}
