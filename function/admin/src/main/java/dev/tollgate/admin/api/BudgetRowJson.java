package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AmountFormat;
import dev.tollgate.admin.BudgetOwnerJson;
import dev.tollgate.admin.BudgetRow;
import java.time.Instant;

/** The state of a budget in the admin API. */
final class BudgetRowJson {
    private BudgetRowJson() {}

    static ObjectNode of(BudgetRow row, Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("owner", BudgetOwnerJson.write(row.owner()));
        json.put("kind", row.kind())
                .put("period", row.per())
                .put("limit_usd", AmountFormat.dollars(row.limitMicros()))
                .put("spent_usd", AmountFormat.dollars(row.spentMicros()))
                .put("reserved_usd", AmountFormat.dollars(row.setAsideMicros()))
                .put("left_usd", AmountFormat.dollars(row.leftMicros()))
                .put("used_percent", row.usedPercent());
        row.renews().ifPresent(renews -> json.put("renews_at", renews.toString()));
        row.forecast(now).ifPresent(forecast -> {
            ObjectNode fields =
                    json.putObject("forecast").put("at_end_usd", AmountFormat.dollars(forecast.atEndMicros()));
            forecast.reachedAt().ifPresent(at -> fields.put("reached_at", at.toString()));
        });
        row.increase().ifPresent(stored -> json.set("increase", BudgetIncreaseJson.part(stored)));
        return json;
    }
}
