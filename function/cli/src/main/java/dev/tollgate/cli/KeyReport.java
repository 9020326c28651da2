package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.FlatJson;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Budget;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.store.RegisteredKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Formats keys and their secrets for the user. */
final class KeyReport {
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

    static String table(List<RegisteredKey> keys, Instant now) {
        TextTable table = new TextTable("ID", "STATE", "LIMITS", "MAY USE", "TAGS");
        keys.forEach(found -> table.add(
                found.key().id(),
                state(found.key(), now),
                limits(found.key()),
                aliases(found.key()),
                tags(found.key())));
        return table.text();
    }

    static String text(RegisteredKey found, Instant now) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("state", state(found.key(), now));
        fields.putAll(FlatJson.of(found.document()));
        fields.put("changed", found.updatedAt().truncatedTo(ChronoUnit.SECONDS) + " by " + found.updatedBy());
        TextTable table = new TextTable("id", found.key().id());
        fields.forEach((name, value) -> {
            if (!name.equals("id")) {
                table.add(name, value);
            }
        });
        return table.text();
    }

    /** Everything that the table stores about a key, with the table's names. */
    static ObjectNode json(RegisteredKey found) {
        ObjectNode node = FlatJson.object(found.document());
        node.put("version", found.version())
                .put("updated_at", found.updatedAt().toString())
                .put("updated_by", found.updatedBy());
        return node;
    }

    private static String state(ApiKey key, Instant now) {
        if (key.disabled()) {
            return "disabled";
        }
        if (key.expiredAt(now)) {
            return "expired";
        }
        return key.expires() == null ? "enabled" : "until " + key.expires();
    }

    private static String limits(ApiKey key) {
        RateLimits limits = key.limits();
        StringJoiner text = new StringJoiner(", ").setEmptyValue("none");
        add(text, limits.requestsPerMinute(), " requests/min");
        add(text, limits.tokensPerMinute(), " tokens/min");
        add(text, limits.concurrent(), " at once");
        if (!limits.models().isEmpty()) {
            text.add(
                    "and for " + String.join(", ", new TreeSet<>(limits.models().keySet())));
        }
        key.budgets().forEach(budget -> text.add(budget(budget)));
        return text.toString();
    }

    private static String budget(Budget budget) {
        String per = budget.per() == Budget.Per.TOTAL
                ? " in total"
                : "/" + budget.per().word();
        return budget.usd().toPlainString() + " USD" + per + (budget.hard() ? "" : " (soft)");
    }

    private static void add(StringJoiner text, @Nullable Long value, String unit) {
        if (value != null) {
            text.add(value + unit);
        }
    }

    private static String aliases(ApiKey key) {
        return key.aliases().isEmpty() ? "all" : String.join(", ", new TreeSet<>(key.aliases()));
    }

    private static String tags(ApiKey key) {
        return new TreeMap<>(key.tags())
                .entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(", "));
    }
}
