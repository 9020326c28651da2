package dev.tollgate.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.BudgetOwnerJson;
import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.BudgetIncrease;
import dev.tollgate.auth.BudgetOwner;
import dev.tollgate.cli.port.BudgetIncreases;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Increases of budgets of a gateway. */
@Singleton
@Typed(RemoteIncreases.class)
public final class RemoteIncreases implements BudgetIncreases {
    private static final String INCREASE = "budgets/increase";

    private final AdminApiClient api;

    RemoteIncreases(AdminApiClient api) {
        this.api = api;
    }

    @Override
    public void increase(BudgetIncrease increase, ChangeAuthor author) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("owner", BudgetOwnerJson.write(increase.owner()));
        body.put("period", increase.per().word())
                .put("amount_usd", increase.usd().toPlainString())
                .put("until", increase.until().toString())
                .put("reason", increase.reason());
        api.send(
                "PUT",
                INCREASE,
                Map.of(),
                version(increase.owner(), increase.per()).orElse(null),
                body);
    }

    @Override
    public void end(BudgetOwner owner, Budget.Per per, ChangeAuthor author) {
        String version = version(owner, per)
                .orElseThrow(() -> new AdminException(
                        AdminErrorKind.NOT_FOUND, "The budget of " + owner.words() + " has no increase."));
        JsonNode name = BudgetOwnerJson.write(owner);
        Map<String, String> query =
                Map.of("kind", name.path("kind").asText(), "id", name.path("id").asText(), "period", per.word());
        api.send("DELETE", INCREASE, query, version);
    }

    /** The version of the increase that a budget has now; empty if it has none. */
    private Optional<String> version(BudgetOwner owner, Budget.Per per) {
        return api.list("budgets", budgetsWith(owner), Integer.MAX_VALUE).stream()
                .filter(budget -> BudgetOwnerJson.read(budget.path("owner"))
                                .filter(owner::equals)
                                .isPresent()
                        && budget.path("period").asText().equals(per.word()))
                .map(budget -> budget.path("increase").path("version"))
                .filter(JsonNode::isNumber)
                .map(version -> "\"" + version.asText() + "\"")
                .findFirst();
    }

    /** What selects few budgets, with this one among them. The API selects by key and by team only, not by tag. */
    private static Map<String, String> budgetsWith(BudgetOwner owner) {
        return owner.kind() == BudgetOwner.Kind.KEY
                ? Map.of("key", owner.id())
                : owner.team().map(team -> Map.of("team", team)).orElse(Map.of());
    }
}
