package dev.tollgate.cli;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.manifest.EchoProvider;
import dev.tollgate.manifest.ManifestReader;
import dev.tollgate.manifest.ManifestRules;
import dev.tollgate.manifest.ParsedManifest;
import dev.tollgate.manifest.RedactedManifest;
import dev.tollgate.provider.ProviderKind;
import dev.tollgate.store.ManifestRevision;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the file or the version of the history to apply. */
@Singleton
final class ManifestFiles {
    private static final int DEFAULT_PORT = 8080;

    private final Set<String> kinds;
    private final boolean local;

    ManifestFiles(@All List<ProviderKind> kinds, GatewayConfig config) {
        this.kinds = kinds.stream().map(ProviderKind::kind).collect(Collectors.toSet());
        this.local = config.secrets().plainTextAllowed();
    }

    /**
     * Reads a file, or standard input.
     *
     * @throws dev.tollgate.manifest.ManifestException with all errors in the file
     */
    ManifestCandidate file(Path file) {
        String name = TextFile.isStandardInput(file) ? "standard input" : file.toString();
        return candidate(name, TextFile.read(file), System::getenv);
    }

    /** Reads a version of the history, with the keys of the time when it was applied. */
    ManifestCandidate revision(ManifestRevision revision) {
        RedactedManifest kept = new RedactedManifest(revision.text(), revision.keys());
        if (kept.withheld()) {
            throw new CommandException(
                    "Version " + revision.number() + " had a provider's key in plain text, which the history"
                            + " does not keep: apply the file itself.");
        }
        return candidate("version " + revision.number(), revision.text(), kept.environment(System::getenv));
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
        return new ManifestRules(kinds, local, environment, local ? List.of(EchoProvider.on(port())) : List.of());
    }

    /** The port of a gateway that `make run` starts. */
    private static int port() {
        return TableConnection.port(System.getenv(), "TOLLGATE_PORT", DEFAULT_PORT);
    }
}
