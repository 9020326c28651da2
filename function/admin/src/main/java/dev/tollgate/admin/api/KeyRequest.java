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
    static final String END_USER_BUDGET = "end_user_budget";
    private static final String BUDGETS = "budgets";
    private static final String BUDGET = "budget";

    private static final String TAGS = "tags";
    private static final List<String> SPECIAL = List.of(KeyScope.TEAM, KeyScope.OWNER);

    private KeyRequest() {}

    /** The fields of a new key, without its id. */
    static ObjectNode created(JsonFields request) {
        ObjectNode fields = translated(request);
        fields.remove("id");
        fields.path(TAGS).properties().removeIf(tag -> tag.getValue().isNull());
        fields.removeIf(JsonNode::isNull);
        return fields;
    }

    /** The fields of a key after a change: a field replaces that of the key as a whole, and null removes it. */
    static ObjectNode changed(ObjectNode current, JsonFields change) {
        if (change.object().has(BUDGET) && current.path(BUDGETS).size() > 1) {
            throw AdminException.invalid(BUDGET, "budgets: the key has several");
        }
        JsonNode tagsBefore = current.path(TAGS).deepCopy();
        translated(change).properties().forEach(field -> {
            if (field.getValue().isNull()) {
                current.remove(field.getKey());
            } else {
                current.set(field.getKey(), field.getValue());
            }
        });
        keepTags(current, tagsBefore, change.object());
        return current;
    }

    /** The team and the owner are fields of their own: a change of tags leaves them, and a change of them leaves other tags. */
    private static void keepTags(ObjectNode fields, JsonNode before, ObjectNode change) {
        JsonNode after = fields.path(TAGS);
        if (!after.isObject() && !after.isMissingNode()) {
            return;
        }
        ObjectNode tags = fields.withObjectProperty(TAGS);
        before.properties().forEach(tag -> {
            boolean special = SPECIAL.contains(tag.getKey());
            if (special ? !change.has(tag.getKey()) : !change.has(TAGS)) {
                tags.set(tag.getKey(), tag.getValue());
            }
        });
        tags.removeIf(JsonNode::isNull);
    }

    private static ObjectNode translated(JsonFields request) {
        ObjectNode fields = request.object().deepCopy();
        if (fields.has("secret")) {
            throw AdminException.invalid("secret", "no secret: the gateway makes it");
        }
        SPECIAL.forEach(name -> tag(fields, name));
        budgets(fields);
        JsonNode ofEndUsers = fields.get(END_USER_BUDGET);
        if (ofEndUsers != null && !ofEndUsers.isNull()) {
            fields.set(END_USER_BUDGET, BudgetJson.definitionOfEndUsers(END_USER_BUDGET, ofEndUsers));
        }
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
        JsonNode tags = fields.path(TAGS);
        if (tags.has(name) && !tags.get(name).equals(value)) {
            throw AdminException.invalid("tags." + name, "the same as '" + name + "'");
        }
        if (tags.isMissingNode() || tags.isObject()) {
            fields.withObjectProperty(TAGS).set(name, value);
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
}
