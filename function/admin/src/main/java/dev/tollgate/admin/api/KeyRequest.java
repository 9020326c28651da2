package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.access.KeyScope;
import java.util.List;

/**
 * The settings of a key in a request. They are those of a key in a {@code tollgate.yaml}, apart from {@code team} and {@code owner},
 * which are tags there, and from budgets.
 */
final class KeyRequest {
    private static final String BUDGETS = "budgets";
    private static final String BUDGET = "budget";

    private KeyRequest() {}

    /** The fields of a new key, without its id. */
    static ObjectNode created(JsonFields request) {
        ObjectNode fields = translated(request);
        fields.remove("id");
        fields.removeIf(JsonNode::isNull);
        return fields;
    }

    /** The fields of a key after a change (https://www.rfc-editor.org/rfc/rfc7396): null removes a field. */
    static ObjectNode merged(ObjectNode current, JsonFields change) {
        return merge(current, translated(change));
    }

    private static ObjectNode translated(JsonFields request) {
        ObjectNode fields = request.object().deepCopy();
        if (fields.has("secret")) {
            throw AdminException.invalid("secret", "no secret: the gateway makes it");
        }
        for (String name : List.of(KeyScope.TEAM, KeyScope.OWNER)) {
            tag(fields, name);
        }
        budgets(fields);
        return fields;
    }

    private static void tag(ObjectNode fields, String name) {
        JsonNode value = fields.remove(name);
        if (value == null) {
            return;
        }
        if (!value.isTextual() && !value.isNull()) {
            throw AdminException.invalid(name, "text");
        }
        JsonNode tags = fields.path("tags");
        if (tags.has(name) && !tags.get(name).equals(value)) {
            throw AdminException.invalid("tags." + name, "the same as '" + name + "'");
        }
        if (tags.isMissingNode() || tags.isObject()) {
            fields.withObjectProperty("tags").set(name, value);
        }
    }

    private static void budgets(ObjectNode fields) {
        JsonNode one = fields.remove(BUDGET);
        if (one != null && fields.has(BUDGETS)) {
            throw AdminException.invalid(BUDGET, "budget or budgets, got both");
        }
        if (one != null) {
            fields.set(
                    BUDGETS,
                    one.isNull() ? one : JsonNodeFactory.instance.arrayNode().add(BudgetJson.definition(BUDGET, one)));
        } else if (fields.get(BUDGETS) instanceof ArrayNode several) {
            ArrayNode definitions = JsonNodeFactory.instance.arrayNode();
            several.forEach(budget -> definitions.add(BudgetJson.definition(BUDGETS, budget)));
            fields.set(BUDGETS, definitions);
        }
    }

    private static ObjectNode merge(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                target.remove(field.getKey());
            } else if (value instanceof ObjectNode inner && target.get(field.getKey()) instanceof ObjectNode current) {
                merge(current, inner);
            } else {
                target.set(field.getKey(), value);
            }
        });
        return target;
    }
}
