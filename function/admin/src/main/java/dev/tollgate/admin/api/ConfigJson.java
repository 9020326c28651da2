package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.ConfigVersions.CheckedConfig;
import dev.tollgate.admin.DocumentDiff;
import dev.tollgate.admin.DocumentSecrets;
import dev.tollgate.manifest.ManifestException;
import dev.tollgate.manifest.ManifestProblem;
import dev.tollgate.store.DocumentChange;
import dev.tollgate.store.ManifestRevision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Versions of the configuration, and what they change, as JSON. */
final class ConfigJson {
    private ConfigJson() {}

    /** A version of a list. */
    static ObjectNode of(ManifestRevision revision) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", revision.number())
                .put("digest", revision.digest())
                .put("applied_at", revision.at().toString())
                .put("by", revision.by())
                .put("complete", revision.complete());
        if (revision.restores() != null) {
            json.put("restores", revision.restores());
        }
        return json;
    }

    /** A version with its file. */
    static ObjectNode whole(ManifestRevision revision) {
        return of(revision).put("yaml", revision.text());
    }

    /** A file without errors. */
    static ObjectNode of(CheckedConfig config) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("valid", true);
        json.put("empty", config.candidate().empty());
        json.putArray("problems");
        ArrayNode warnings = json.putArray("warnings");
        config.warnings().forEach(warning -> warnings.add(problem(warning)));
        json.set("diff", diff(config.changes()));
        return json;
    }

    /** A file with errors. */
    static ObjectNode of(ManifestException wrong) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("valid", false);
        ArrayNode problems = json.putArray("problems");
        wrong.problems().forEach(problem -> problems.add(problem(problem)));
        json.putArray("warnings");
        json.putArray("diff");
        return json;
    }

    private static ObjectNode problem(ManifestProblem problem) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (problem.line() > 0) {
            json.put("line", problem.line());
        }
        if (!problem.path().isEmpty()) {
            json.put("field", problem.path());
        }
        return json.put("message", problem.message());
    }

    /** A file may name any variable of this process: not even the beginning of its hash is for those who only read. */
    private static @Nullable String shown(String path, @Nullable String value) {
        return value != null && path.equals(DocumentSecrets.HASH_OF_A_KEY) ? "(hash)" : value;
    }

    static ArrayNode diff(List<DocumentChange> changes) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        changes.stream().map(DocumentDiff::new).forEach(diff -> {
            ObjectNode json = list.addObject().put("object", diff.name()).put("change", diff.kind());
            ArrayNode fields = json.putArray("fields");
            diff.fields().forEach(field -> fields.addObject()
                    .put("field", field.path())
                    .put("before", shown(field.path(), field.before()))
                    .put("after", shown(field.path(), field.after())));
        });
        return list;
    }
}
