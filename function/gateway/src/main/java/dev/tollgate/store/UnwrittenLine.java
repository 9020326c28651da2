package dev.tollgate.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.bill.RequestHold;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Reads what {@link SettledRow#line} wrote. A log may have cut a line or be edited, and what is read is billed: so it must
 * be whole, and its parts must agree. Columns that are not known are kept, for a newer gateway may have written them.
 */
final class UnwrittenLine {
    private static final Pattern COLUMN = Pattern.compile("[a-z][a-z0-9_]*");
    private static final List<String> NEEDED =
            List.of("key_id", "request_id", "accepted_at", "alias", "settled_at", "outcome");

    private final JsonNode line;
    private final LineNumbers numbers;

    private UnwrittenLine(JsonNode line) {
        this.line = line;
        this.numbers = new LineNumbers("", line);
    }

    /** Throws IllegalArgumentException, which says what is wrong with it. */
    static SettledRow read(JsonNode line) {
        return new UnwrittenLine(line).row();
    }

    private SettledRow row() {
        NEEDED.forEach(this::text);
        numbers.number("total_ms");
        require(UsageRow.SETTLED.equals(text("status")), "status is not " + UsageRow.SETTLED);
        numbers.requireSumOfAttempts();
        require(!line.has(UsageRow.INDEX) && !line.has(UsageRow.HELD), "it is of a pending record");
        instant("settled_at");
        Map<String, Object> key = key();
        Map<String, Object> columns = new LinkedHashMap<>();
        line.properties().stream()
                .filter(field -> !key.containsKey(field.getKey()))
                .forEach(field -> columns.put(field.getKey(), value(field.getKey(), field.getValue())));
        return new SettledRow(key, columns, requestHold(), numbers.chargeMicros());
    }

    /** The record's place is a part of it, and must be the one that its other columns give. */
    private Map<String, Object> key() {
        Instant acceptedAt = instant("accepted_at");
        Map<String, Object> key = UsageRow.key(text("key_id"), text("request_id"), acceptedAt);
        key.forEach((name, place) ->
                require(place.equals(text(name)), name + " is " + text(name) + ", but the other columns say " + place));
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
                "budgets are no budgets");
        return new RequestHold(budgets, numbers.number(UsageRow.RESERVED), List.of());
    }

    private Instant instant(String column) {
        try {
            return Instant.parse(text(column));
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException(column + " is no time: " + text(column), wrong);
        }
    }

    private String text(String column) {
        JsonNode value = line.path(column);
        require(value.isTextual() && !value.textValue().isEmpty(), column + " is not there");
        return value.textValue();
    }

    private static Object value(String name, JsonNode value) {
        require(COLUMN.matcher(name).matches(), "no column has the name " + name);
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
                // Names inside of columns are data: tags are the platform team's own.
                Map<String, Object> map = new LinkedHashMap<>();
                value.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
                yield map;
            }
            case NUMBER -> {
                require(value.canConvertToLong() && value.isIntegralNumber(), "no column holds " + value);
                yield value.longValue();
            }
            case NULL, MISSING, BINARY, POJO -> throw new IllegalArgumentException("no column holds " + value);
        };
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
