package dev.tollgate.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.admin.RemovedDocuments;
import dev.tollgate.cli.port.ConfigAdministration;
import dev.tollgate.cli.port.DocumentDifference;
import dev.tollgate.cli.remote.AdminApiClient.VersionedAnswer;
import dev.tollgate.manifest.ManifestException;
import dev.tollgate.manifest.ManifestProblem;
import dev.tollgate.store.ManifestRevision;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The configuration of a gateway. */
@Singleton
@Typed(RemoteConfig.class)
public final class RemoteConfig implements ConfigAdministration {
    private static final String CONFIG = "config";
    private static final String YAML = "text/yaml";
    private static final Map<String, String> FORCE = Map.of("force", "true");

    private static final String UNCHECKED =
            "Nobody could check whether a key names an alias that this version removes: the gateway does not accept its"
                    + " file as a new one.";

    /** The version before the first one. */
    private static final String NONE = "\"0\"";

    private final AdminApiClient api;

    RemoteConfig(AdminApiClient api) {
        this.api = api;
    }

    @Override
    public CheckedChange check(String name, String text) {
        String seen = current();
        ObjectNode answer = checked(text);
        if (!answer.path("valid").asBoolean()) {
            throw new ManifestException(problems(name, answer.path("problems")));
        }
        return new SentChange(
                name,
                warnings(name, answer),
                DifferenceJson.read(answer.path("diff")),
                answer.path("empty").asBoolean(),
                seen,
                () -> api.send("PUT", CONFIG, FORCE, seen, YAML, text));
    }

    /** What the gateway finds in a file. */
    private ObjectNode checked(String text) {
        return api.send("POST", "config/check", Map.of(), null, YAML, text).object();
    }

    /** The version that is in force, for {@code If-Match}. */
    private String current() {
        try {
            return api.get(CONFIG, Map.of()).version();
        } catch (AdminException none) {
            if (none.kind() == AdminErrorKind.NOT_FOUND) {
                return NONE;
            }
            throw none;
        }
    }

    @Override
    public CheckedChange check(int version) {
        String seen = current();
        String path = "config/versions/" + version;
        List<DocumentDifference> changes = DifferenceJson.reversed(
                api.get(path + "/diff", Map.of()).document().path("diff"));
        String name = "version " + version;
        ObjectNode answer = checked(version(version).text());
        return new SentChange(
                name,
                // A version keeps the keys of variables. That the gateway lacks one of them now does not hinder a
                // rollback.
                answer.path("valid").asBoolean() ? warnings(name, answer) : List.of(UNCHECKED),
                changes,
                answer.path("empty").asBoolean(),
                seen,
                () -> api.send("POST", path + "/rollback", FORCE, seen));
    }

    @Override
    public List<ManifestRevision> versions() {
        return api.list("config/versions", Map.of(), Integer.MAX_VALUE).stream()
                .map(DifferenceJson::revision)
                .toList();
    }

    @Override
    public ManifestRevision version(int number) {
        return DifferenceJson.revision(
                api.get("config/versions/" + number, Map.of()).object());
    }

    private static List<String> warnings(String name, ObjectNode answer) {
        return problems(name, answer.path("warnings")).stream()
                .map(ManifestProblem::toString)
                .toList();
    }

    private static List<ManifestProblem> problems(String name, JsonNode list) {
        List<ManifestProblem> problems = new ArrayList<>();
        list.forEach(problem -> problems.add(new ManifestProblem(
                name,
                problem.path("line").asInt(),
                problem.path("field").asText(),
                problem.path("message").asText())));
        return problems;
    }

    private record SentChange(
            String name,
            List<String> warnings,
            List<DocumentDifference> changes,
            boolean empty,
            String seen,
            Supplier<VersionedAnswer> application)
            implements CheckedChange {
        @Override
        public Optional<String> danger() {
            return RemovedDocuments.danger(
                    name,
                    empty,
                    changes.stream()
                            .filter(change -> change.kind().equals(DocumentDifference.REMOVED))
                            .map(DocumentDifference::name)
                            .toList());
        }

        @Override
        public AppliedVersion apply(ChangeAuthor author) {
            VersionedAnswer answer = application.get();
            return new AppliedVersion(
                    answer.version().equals(seen)
                            ? Optional.empty()
                            : Optional.of(new NumberedDigest(
                                    answer.document().path("version").asInt(),
                                    answer.document().path("digest").asText())),
                    changes);
        }
    }
}
