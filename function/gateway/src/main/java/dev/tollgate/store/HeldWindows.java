package dev.tollgate.store;

import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.RequestHold.WindowHold;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The column for what a request in flight holds in rate limits. Absent if it holds nothing. */
final class HeldWindows {
    static final String COLUMN = "held";

    private HeldWindows() {}

    static void put(Map<String, Object> row, RequestHold hold) {
        if (!hold.windows().isEmpty()) {
            row.put(COLUMN, hold.windows().stream().map(HeldWindows::columns).toList());
        }
    }

    static List<WindowHold> of(Map<String, AttributeValue> item) {
        AttributeValue held = item.get(COLUMN);
        return held == null
                ? List.of()
                : held.l().stream().map(window -> window(window.m())).toList();
    }

    private static WindowHold window(Map<String, AttributeValue> row) {
        return new WindowHold(
                ItemReader.text(row, "counter"),
                ItemReader.number(row, "era"),
                ItemReader.number(row, "slot"),
                ItemReader.number(row, "number"),
                ItemReader.number(row, "tokens"),
                ItemReader.number(row, "concurrent"));
    }

    private static Map<String, Object> columns(WindowHold window) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("counter", window.counter());
        row.put("era", window.era());
        row.put("slot", window.slot());
        row.put("number", window.number());
        row.put("tokens", window.tokens());
        row.put("concurrent", window.concurrent());
        return row;
    }
}
