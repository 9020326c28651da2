package dev.tollgate.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.BudgetIncrease;
import dev.tollgate.auth.BudgetOwner;
import dev.tollgate.cli.port.BudgetIncreases;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.Locale;
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

    /** The owner of a budget as the admin API has it. */
    private record OwnerName(String kind, String id) {
        static OwnerName of(BudgetOwner owner) {
            return owner.team()
                    .map(team -> new OwnerName("team", team))
                    .orElseGet(() -> new OwnerName(owner.kind().name().toLowerCase(Locale.ROOT), owner.id()));
        }

        boolean is(JsonNode json) {
            return json.path("kind").asText().equals(kind)
                    && json.path("id").asText().equals(id);
        }
    }

    @Override
    public void increase(BudgetIncrease increase, ChangeAuthor author) {
        OwnerName owner = OwnerName.of(increase.owner());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("owner").put("kind", owner.kind()).put("id", owner.id());
        body.put("period", increase.per().word())
                .put("amount_usd", increase.usd().toPlainString())
                .put("until", increase.until().toString())
                .put("reason", increase.reason());
        api.send("PUT", INCREASE, Map.of(), version(owner, increase.per()).orElse(null), body);
    }

    @Override
    public void end(BudgetOwner owner, Budget.Per per, ChangeAuthor author) {
        OwnerName name = OwnerName.of(owner);
        String version = version(name, per)
                .orElseThrow(() -> new AdminException(
                        AdminErrorKind.NOT_FOUND, "The budget of " + owner.words() + " has no increase."));
        Map<String, String> query = Map.of("kind", name.kind(), "id", name.id(), "period", per.word());
        api.send("DELETE", INCREASE, query, version);
    }

    /** The version of the increase that a budget has now; empty if it has none. */
    private Optional<String> version(OwnerName owner, Budget.Per per) {
        return api.list("budgets", Map.of(), Integer.MAX_VALUE).stream()
                .filter(budget -> owner.is(budget.path("owner"))
                        && budget.path("period").asText().equals(per.word()))
                .map(budget -> budget.path("increase").path("version"))
                .filter(JsonNode::isNumber)
                .map(version -> "\"" + version.asText() + "\"")
                .findFirst();
    }
}
