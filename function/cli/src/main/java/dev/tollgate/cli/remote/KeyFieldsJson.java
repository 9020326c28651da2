package dev.tollgate.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The fields of a key in a {@code tollgate.yaml} as the admin API has them: only budgets differ. */
final class KeyFieldsJson {
    private KeyFieldsJson() {}

    static ObjectNode ofApi(ObjectNode fields) {
        ObjectNode request = fields.deepCopy();
        budget(request.path("budget"));
        budget(request.path("end_user_budget"));
        request.path("budgets").forEach(KeyFieldsJson::budget);
        return request;
    }

    private static void budget(JsonNode budget) {
        if (budget instanceof ObjectNode fields) {
            rename(fields, "usd", "amount_usd");
            rename(fields, "per", "period");
            JsonNode hard = fields.remove("hard");
            if (hard != null) {
                fields.put("kind", hard.isBoolean() && !hard.booleanValue() ? "soft" : "hard");
            }
        }
    }

    private static void rename(ObjectNode fields, String name, String other) {
        JsonNode value = fields.remove(name);
        if (value != null) {
            fields.set(other, value);
        }
    }
}
