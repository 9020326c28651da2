package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.ConfigSection;
import dev.tollgate.admin.KeyDirectory;
import dev.tollgate.admin.TargetHealthReport;
import dev.tollgate.admin.TargetHealthReport.TargetState;
import dev.tollgate.provider.KnownProviders;
import dev.tollgate.route.RoutingTable;
import dev.tollgate.route.RoutingTables;
import dev.tollgate.store.ConfigDocument;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Aliases as JSON. */
@Singleton
class AliasJson {
    private final RoutingTables tables;
    private final TargetHealthReport health;
    private final KeyDirectory keys;

    AliasJson(RoutingTables tables, TargetHealthReport health, KeyDirectory keys) {
        this.tables = tables;
        this.health = health;
        this.keys = keys;
    }

    /** Writes aliases with the health and the keys of this moment. */
    Function<ConfigDocument, ObjectNode> now() {
        RoutingTable table = tables.current();
        Map<String, TargetState> targets = health.targets();
        Map<String, Long> uses = keys.aliasUses();
        return alias -> json(alias, table, targets, uses);
    }

    private static ObjectNode json(
            ConfigDocument alias, RoutingTable table, Map<String, TargetState> health, Map<String, Long> uses) {
        ObjectNode definition = ConfigSection.ALIAS.definition(alias.json());
        String name = ConfigSection.ALIAS.nameOf(alias);
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", name);
        json.set("definition", definition);
        ArrayNode targets = json.putArray("targets");
        models(definition).forEach(model -> target(targets.addObject(), model, table, health));
        return json.put("used_by_keys", uses.getOrDefault(name, 0L)).put("version", alias.version());
    }

    /** The models and aliases that a request to the alias may lead to next. */
    private static Set<String> models(ObjectNode definition) {
        Set<String> models = new LinkedHashSet<>();
        definition
                .path("targets")
                .forEach(target -> models.add(target.path("model").asText()));
        definition.path("schedule").forEach(period -> period.path("targets")
                .forEach(target -> models.add(target.path("model").asText())));
        definition.path("tiers").forEach(tier -> models.add(tier.path("model").asText()));
        definition.path("fallback").forEach(model -> models.add(model.asText()));
        return models;
    }

    private static void target(ObjectNode json, String model, RoutingTable table, Map<String, TargetState> health) {
        int slash = model.indexOf('/');
        json.put("model", model);
        if (slash < 0) {
            boolean known = table.aliases().containsKey(model);
            json.put("usable", known);
            if (!known) {
                json.put("reason", "there is no alias of this name");
            }
            return;
        }
        String provider = model.substring(0, slash);
        boolean known = table.providers().containsKey(provider)
                || KnownProviders.named(provider).isPresent();
        json.put("provider", provider);
        health(json, health.get(model));
        json.put("usable", known);
        if (!known) {
            json.put("reason", "there is no provider of this name");
        }
    }

    /** The health of a target, under the names that lists of targets have, too. */
    private static void health(ObjectNode json, @Nullable TargetState state) {
        json.put("health", state == null ? "unknown" : state.state());
        if (state != null) {
            figures(json, state);
        }
    }

    static void figures(ObjectNode json, TargetState state) {
        state.failureRate().ifPresent(rate -> json.put("failure_rate", rounded(rate, 3)));
        state.timeToFirstTokenMillis().ifPresent(millis -> json.put("ttft_ms", rounded(millis, 0)));
        state.tokensPerSecond().ifPresent(speed -> json.put("tokens_per_second", rounded(speed, 1)));
    }

    private static BigDecimal rounded(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    }
}
