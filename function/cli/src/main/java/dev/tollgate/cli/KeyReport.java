package dev.tollgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.FlatJson;
import dev.tollgate.parse.NumberParser;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Shows keys and their secrets. A key is the admin API's document of it. */
final class KeyReport {
    private static final int CENTS = 2;

    private KeyReport() {}

    /**
     * Writes a new secret, alone on standard output, so that scripts can read it.
     *
     * @param unwritten the message if standard output cannot be written
     */
    static void secret(CommandConsole console, String id, String secret, String unwritten) {
        if (console.wantsJson()) {
            console.json(CommandConsole.NODES.objectNode().put("id", id).put("secret", secret));
            console.requireWritten(unwritten);
        } else {
            console.line(secret);
            console.requireWritten(unwritten);
            console.note("This is the secret of the key " + id
                    + ". Save it now: it is not stored and cannot be shown again.");
        }
    }

    static String table(List<ObjectNode> keys) {
        TextTable table = new TextTable("ID", "STATE", "LIMITS", "MAY USE", "TAGS");
        keys.forEach(key -> table.add(key.path("id").asText(), state(key), limits(key), aliases(key), tags(key)));
        return table.text();
    }

    static String text(ObjectNode key) {
        return TextTable.ofFields(new LinkedHashMap<>(FlatJson.of(key.toString())));
    }

    /** A change of a key that a file names does not last; empty for other keys. */
    static Optional<String> fileWarning(ObjectNode key) {
        return key.path("managed_by").asText().equals("file")
                ? Optional.of("The tollgate.yaml that was applied last names the key "
                        + key.path("id").asText() + ": change it there, too, or the next apply will undo this.")
                : Optional.empty();
    }

    private static String state(ObjectNode key) {
        String state = key.path("state").asText();
        String until = key.path("expires").asText();
        String old = key.has("old_until")
                ? ", old secret until " + key.path("old_until").asText("further notice")
                : "";
        return (state.equals("enabled") && !until.isEmpty() ? "until " + until : state) + old;
    }

    private static String limits(ObjectNode key) {
        JsonNode limits = key.path("limits");
        StringJoiner text = new StringJoiner(", ").setEmptyValue("none");
        add(text, limits.path("requests_per_minute"), " requests/min");
        add(text, limits.path("tokens_per_minute"), " tokens/min");
        add(text, limits.path("concurrent"), " at once");
        if (!limits.path("models").isEmpty()) {
            Map<String, JsonNode> models = new TreeMap<>();
            limits.path("models").properties().forEach(model -> models.put(model.getKey(), model.getValue()));
            text.add("and for " + String.join(", ", models.keySet()));
        }
        if (key.has("budget")) {
            text.add(budget(key.path("budget")));
        }
        key.path("budgets").forEach(budget -> text.add(budget(budget)));
        return text.toString();
    }

    static String budget(JsonNode budget) {
        String period = budget.path("period").asText();
        return amount(budget.path("amount_usd").asText()) + " USD"
                + (period.equals("total") ? " in total" : "/" + period)
                + (budget.path("kind").asText().equals("soft") ? " (soft)" : "");
    }

    /** Six decimals only where they say something. */
    private static String amount(String usd) {
        return NumberParser.decimal(usd)
                .map(amount -> amount.stripTrailingZeros())
                .map(amount -> amount.scale() < CENTS ? amount.setScale(CENTS, RoundingMode.UNNECESSARY) : amount)
                .map(amount -> amount.toPlainString())
                .orElse(usd);
    }

    private static void add(StringJoiner text, JsonNode value, String unit) {
        if (value.isNumber()) {
            text.add(value.asText() + unit);
        }
    }

    private static String aliases(ObjectNode key) {
        return key.path("aliases").isEmpty() ? "all" : DocumentText.list(key.path("aliases"));
    }

    private static String tags(ObjectNode key) {
        Map<String, String> tags = new TreeMap<>();
        for (String name : List.of("team", "owner")) {
            if (key.has(name)) {
                tags.put(name, key.path(name).asText());
            }
        }
        key.path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        StringJoiner text = new StringJoiner(", ");
        tags.forEach((name, value) -> text.add(name + "=" + value));
        return text.toString();
    }
}
