package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.AmountFormat;
import dev.tollgate.admin.BudgetIncreaseDirectory.StoredIncrease;
import dev.tollgate.admin.BudgetOwnerJson;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.BudgetIncrease;
import dev.tollgate.auth.BudgetOwner;
import java.math.BigDecimal;
import java.util.Arrays;

/** Increases of budgets in the admin API: {@code {owner, period, amount_usd, until, reason}}. */
final class BudgetIncreaseJson {
    private BudgetIncreaseJson() {}

    static BudgetIncrease read(JsonFields fields) {
        fields.only("owner", "period", "amount_usd", "until", "reason");
        JsonFields owner = fields.object("owner").only("kind", "id");
        BigDecimal usd = BudgetJson.amount("amount_usd", fields.object().path("amount_usd"));
        if (usd.signum() <= 0) {
            throw AdminException.invalid("amount_usd", "more than 0 US dollars");
        }
        return new BudgetIncrease(
                owner(
                        "owner.kind",
                        owner.text("kind").orElseThrow(() -> unknownKind("owner.kind")),
                        owner.text("id").orElseThrow(() -> AdminException.invalid("owner.id", "text, got none"))),
                per(fields.requiredText("period")),
                usd,
                fields.instant("until")
                        .orElseThrow(() -> AdminException.invalid("until", "an instant such as 2027-01-31T12:00:00Z")),
                fields.requiredText("reason"));
    }

    /**
     * Whose budget it is, from {@code key}, {@code team} or {@code tag} and its id.
     *
     * @param field where the request has the kind
     */
    static BudgetOwner owner(String field, String kind, String id) {
        return BudgetOwnerJson.increased(kind, id).orElseThrow(() -> unknownKind(field));
    }

    static Budget.Per per(String word) {
        return Arrays.stream(Budget.Per.values())
                .filter(per -> per.word().equals(word))
                .findFirst()
                .orElseThrow(() -> AdminException.invalid("period", "day, week, month or total"));
    }

    /** The increase of a budget that is known. */
    static ObjectNode part(StoredIncrease stored) {
        BudgetIncrease increase = stored.increase();
        return JsonNodeFactory.instance
                .objectNode()
                .put("amount_usd", AmountFormat.dollars(Budget.micros(increase.usd())))
                .put("until", increase.until().toString())
                .put("reason", increase.reason())
                .put("by", stored.document().updatedBy())
                .put("at", stored.document().updatedAt().toString())
                .put("version", stored.document().version());
    }

    /** The same, with the budget that it belongs to. */
    static ObjectNode whole(StoredIncrease stored) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("owner", BudgetOwnerJson.write(stored.increase().owner()));
        json.put("period", stored.increase().per().word());
        return json.setAll(part(stored));
    }

    private static AdminException unknownKind(String field) {
        return AdminException.invalid(field, "key, team or tag");
    }
}
