package dev.tollgate.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.admin.DocumentDiff.FieldChange;
import dev.tollgate.cli.port.DocumentDifference;
import dev.tollgate.parse.TimeParser;
import dev.tollgate.store.ManifestRevision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads versions of the configuration, and what differs between them. */
final class DifferenceJson {
    private DifferenceJson() {}

    static List<DocumentDifference> read(JsonNode list) {
        List<DocumentDifference> differences = new ArrayList<>();
        list.forEach(one -> differences.add(new DocumentDifference(
                one.path("object").asText(), one.path("change").asText(), fields(one.path("fields"), false))));
        return differences;
    }

    /** What undoes these differences. */
    static List<DocumentDifference> reversed(JsonNode list) {
        List<DocumentDifference> differences = new ArrayList<>();
        list.forEach(one -> differences.add(new DocumentDifference(
                one.path("object").asText(), opposite(one.path("change").asText()), fields(one.path("fields"), true))));
        return differences;
    }

    private static String opposite(String kind) {
        return switch (kind) {
            case "added" -> DocumentDifference.REMOVED;
            case DocumentDifference.REMOVED -> "added";
            default -> kind;
        };
    }

    private static List<FieldChange> fields(JsonNode list, boolean reversed) {
        List<FieldChange> fields = new ArrayList<>();
        list.forEach(field -> fields.add(new FieldChange(
                field.path("field").asText(),
                field.path(reversed ? "after" : "before").textValue(),
                field.path(reversed ? "before" : "after").textValue())));
        return fields;
    }

    static ManifestRevision revision(JsonNode json) {
        return new ManifestRevision(
                json.path("version").asInt(),
                TimeParser.instant(json.path("applied_at").textValue()).orElse(Instant.EPOCH),
                json.path("by").asText(),
                json.path("yaml").asText(),
                Map.of(),
                json.path("digest").asText(),
                json.has("restores") ? json.path("restores").asInt() : null,
                json.path("complete").asBoolean());
    }
}
