package dev.tollgate.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The definition behind a stored document, as an entry of a {@code tollgate.yaml} has it. It is the inverse of reading such an entry:
 * what comes out here can be changed and read again.
 */
public final class StoredDefinition {
    private static final Set<String> CATALOGUED_QUIRKS = Set.of("models", "routes", "inputs");
    private static final int LENGTH_OF_A_TIME = "HH:mm".length();

    private StoredDefinition() {}

    /** Of a key, without its id and its secret. */
    public static ObjectNode key(String document) {
        ObjectNode fields = FlatJson.object(document);
        fields.remove(List.of("id", DocumentSecrets.HASH_OF_A_KEY));
        removeIfFalse(fields, "disabled");
        if (fields.get("end_user_budget") instanceof ObjectNode budget) {
            budget.remove(List.of("hard", "shards"));
        }
        hoistContent(fields);
        removeEmpty(fields);
        return fields;
    }

    /** Of an alias, without its name. */
    public static ObjectNode alias(String document) {
        ObjectNode fields = FlatJson.object(document);
        fields.remove("name");
        hoistContent(fields);
        if (fields.get("tiers") instanceof ArrayNode tiers) {
            fields.set("tiers", tiers(tiers));
        }
        if (fields.get("judge") instanceof ObjectNode judge) {
            ArrayNode between = JsonNodeFactory.instance.arrayNode();
            between.add(judge.remove("from")).add(judge.remove("to"));
            judge.set("between", between);
        }
        fields.path("schedule").forEach(period -> period((ObjectNode) period));
        removeEmpty(fields);
        return fields;
    }

    /** Of a provider, without its name. A secret that is no reference is left out. */
    public static ObjectNode provider(String document) {
        ObjectNode fields = FlatJson.object(document);
        fields.remove("name");
        String secret = fields.path(DocumentSecrets.SECRET_OF_A_PROVIDER).asText();
        if (!DocumentSecrets.isReference(secret)) {
            fields.remove(DocumentSecrets.SECRET_OF_A_PROVIDER);
        }
        if (fields.remove("data_terms") instanceof ObjectNode terms) {
            fields.setAll(terms);
        }
        if (fields.get("quirks") instanceof ObjectNode quirks) {
            quirks.remove(CATALOGUED_QUIRKS);
        }
        StreamSupport.stream(fields.path("prices").spliterator(), false)
                .flatMap(price -> StreamSupport.stream(price.path("cases").spliterator(), false))
                .filter(condition -> condition.path("hours").isObject())
                .forEach(condition -> times((ObjectNode) condition.get("hours")));
        removeEmpty(fields);
        return fields;
    }

    /** Of a content policy, without its name. */
    public static ObjectNode policy(String document) {
        ObjectNode fields = FlatJson.object(document);
        fields.remove("name");
        fields.path("scan").forEach(scan -> scan((ObjectNode) scan));
        removeEmpty(fields);
        return fields;
    }

    /** What a document keeps under {@code content} are fields of their own in a file. */
    private static void hoistContent(ObjectNode fields) {
        if (!(fields.remove("content") instanceof ObjectNode content)) {
            return;
        }
        fields.setAll(content);
        writeTime(fields.path("cache"));
        writeTime(fields.path("responses"));
    }

    private static void writeTime(JsonNode policy) {
        if (policy instanceof ObjectNode fields) {
            JsonNode seconds = fields.remove("ttl_seconds");
            if (seconds != null && seconds.asLong() > 0) {
                fields.put("ttl", seconds.asLong() + "s");
            }
        }
    }

    private static ObjectNode tiers(ArrayNode list) {
        ObjectNode tiers = JsonNodeFactory.instance.objectNode();
        list.forEach(element -> {
            ObjectNode tier = (ObjectNode) element;
            String name = tier.remove("name").asText();
            tiers.set(name, tier);
        });
        return tiers;
    }

    private static void period(ObjectNode period) {
        String days = StreamSupport.stream(period.path("days").spliterator(), false)
                .map(day -> day.asText().substring(0, 3).toLowerCase(Locale.ROOT))
                .reduce((some, day) -> some + "," + day)
                .orElseThrow();
        period.put("days", days);
        times(period);
    }

    private static void times(ObjectNode period) {
        for (String end : List.of("from", "to")) {
            period.put(end, period.path(end).asText().substring(0, LENGTH_OF_A_TIME));
        }
    }

    private static void scan(ObjectNode scan) {
        ObjectNode engine = (ObjectNode) scan.remove("engine");
        String kind = engine.remove("engine").asText();
        switch (kind) {
            case "model" -> scan.setAll(engine);
            case "moderation" -> {
                scan.put(
                        kind,
                        engine.path("provider").asText() + "/"
                                + engine.path("model").asText());
                JsonNode thresholds = engine.path("thresholds");
                scan.set("categories", thresholds.isEmpty() ? engine.path("categories") : thresholds);
            }
            case "guardrail" -> {
                scan.set(kind, engine.remove("provider"));
                scan.setAll(engine);
            }
            default -> throw new IllegalStateException("a scan by " + kind + " has no form in a file");
        }
        removeIfFalse(scan, "parallel");
        removeIfFalse(scan, "answers");
        removeEmpty(scan);
    }

    private static void removeIfFalse(ObjectNode fields, String name) {
        if (!fields.path(name).asBoolean()) {
            fields.remove(name);
        }
    }

    private static void removeEmpty(ObjectNode fields) {
        fields.removeIf(
                value -> value.isNull() || value.isMissingNode() || (value.isContainerNode() && value.isEmpty()));
    }
}
