package dev.tollgate.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.guardrail.ContentPolicy;
import dev.tollgate.manifest.EchoProvider;
import dev.tollgate.manifest.ManifestReader;
import dev.tollgate.manifest.ManifestRules;
import dev.tollgate.manifest.ParsedManifest;
import dev.tollgate.manifest.RedactedManifest;
import dev.tollgate.parse.NumberParser;
import dev.tollgate.provider.ProviderKind;
import dev.tollgate.route.RoutingTable;
import dev.tollgate.store.ManifestRevision;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Reads and checks the file or the version of the history to apply. */
@Singleton
public final class ManifestCandidates {
    private final Set<String> kinds;
    private final boolean local;
    private final String port;

    ManifestCandidates(
            @All List<ProviderKind> kinds,
            GatewayConfig config,
            @ConfigProperty(name = "tollgate.port", defaultValue = "8080") String port) {
        this.kinds = kinds.stream().map(ProviderKind::kind).collect(Collectors.toSet());
        this.local = config.secrets().plainTextAllowed();
        this.port = port;
    }

    /**
     * Reads a file's text.
     *
     * @param name of the file, for messages
     * @throws dev.tollgate.manifest.ManifestException with all errors in the file
     */
    public ManifestCandidate of(String name, String text) {
        return candidate(name, text, System::getenv);
    }

    /** Reads a version of the history, with the keys of the time when it was applied. */
    public ManifestCandidate of(ManifestRevision revision) {
        RedactedManifest kept = new RedactedManifest(revision.text(), revision.keys());
        if (kept.withheld()) {
            throw new AdminException(
                    AdminErrorKind.CONFLICT,
                    "Version " + revision.number() + " had a provider's key in plain text, which the history"
                            + " does not keep: apply the file itself.");
        }
        return candidate("version " + revision.number(), revision.text(), kept.environment(System::getenv));
    }

    /** A content policy of these fields, without what other models and engines judge: that needs a gateway. */
    public ContentPolicy withoutScans(String name, ObjectNode definition) {
        ObjectNode fields = definition.deepCopy();
        fields.remove("scan");
        return new ManifestReader(rules(System::getenv)).policy(name, EntryText.of(fields), RoutingTable.EMPTY);
    }

    private ManifestCandidate candidate(String name, String text, Function<String, @Nullable String> environment) {
        ParsedManifest manifest = new ManifestReader(rules(environment)).read(name, text);
        return new ManifestCandidate(
                name,
                manifest.plan(),
                manifest.warnings(),
                manifest.empty(),
                RedactedManifest.of(name, text, environment));
    }

    ManifestRules rules(Function<String, @Nullable String> environment) {
        return new ManifestRules(kinds, local, environment, local ? List.of(EchoProvider.on(localPort())) : List.of());
    }

    /** The port of a gateway that {@code make run} starts. */
    private int localPort() {
        return NumberParser.whole(port.strip(), 1, 65_535)
                .orElseThrow(() -> new AdminException(
                        AdminErrorKind.INVALID_VALUE,
                        "TOLLGATE_PORT: expected a port from 1 to 65535, got " + port.strip()));
    }
}
