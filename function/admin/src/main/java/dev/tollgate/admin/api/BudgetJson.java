package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.AmountFormat;
import dev.tollgate.auth.Budget;
import dev.tollgate.parse.NumberParser;
import java.math.BigDecimal;
import java.util.List;

/** A budget in the admin API: {@code {amount_usd, period, kind, zone, shards, cheaper_usd}}. */
final class BudgetJson {
    private BudgetJson() {}

    /** What each end user of a key may spend: it is always hard. */
    static ObjectNode ofEndUsers(Budget budget) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("amount_usd", AmountFormat.dollars(budget.micros()))
                .put("period", budget.per().word())
                .put("zone", budget.zone().getId());
    }

    static ObjectNode of(Budget budget) {
        ObjectNode json = ofEndUsers(budget).put("kind", budget.hard() ? "hard" : "soft");
        if (budget.shards() > 1) {
            json.put("shards", budget.shards());
        }
        if (budget.cheaperUsd() != null) {
            json.put("cheaper_usd", AmountFormat.dollars(budget.cheaperMicros()));
        }
        return json;
    }

    /** The same as a {@code tollgate.yaml} has it, which checks the rest. */
    static ObjectNode definition(String field, JsonNode value) {
        return definition(field, value, "amount_usd", "period", "kind", "zone", "shards", "cheaper_usd");
    }

    /** The same for a budget of end users. */
    static ObjectNode definitionOfEndUsers(String field, JsonNode value) {
        return definition(field, value, "amount_usd", "period", "zone");
    }

    private static ObjectNode definition(String field, JsonNode value, String... known) {
        if (!(value instanceof ObjectNode given)) {
            throw AdminException.invalid(field, "an object such as {\"amount_usd\": \"50\", \"period\": \"month\"}");
        }
        JsonFields fields = new JsonFields(given);
        fields.only(known);
        ObjectNode budget = JsonNodeFactory.instance.objectNode();
        budget.put("usd", amount(field + ".amount_usd", given.path("amount_usd")));
        budget.set("per", given.path("period"));
        fields.text("kind").ifPresent(kind -> budget.put("hard", isHard(field + ".kind", kind)));
        for (String name : List.of("zone", "shards")) {
            if (given.hasNonNull(name)) {
                budget.set(name, given.get(name));
            }
        }
        if (given.hasNonNull("cheaper_usd")) {
            budget.put("cheaper_usd", amount(field + ".cheaper_usd", given.get("cheaper_usd")));
        }
        budget.removeIf(JsonNode::isMissingNode);
        return budget;
    }

    private static boolean isHard(String field, String kind) {
        return switch (kind) {
            case "hard" -> true;
            case "soft" -> false;
            default -> throw AdminException.invalid(field, "hard or soft");
        };
    }

    /** An amount in US dollars, as a number or as text. */
    static BigDecimal amount(String field, JsonNode value) {
        return NumberParser.decimal(value.asText())
                .filter(_ -> value.isTextual() || value.isNumber())
                .orElseThrow(() -> AdminException.invalid(field, "US dollars such as \"50\" or \"0.25\""));
    }
}
