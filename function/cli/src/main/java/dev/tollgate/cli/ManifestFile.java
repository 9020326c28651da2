package dev.tollgate.cli;

import dev.tollgate.admin.ManifestCandidate;
import dev.tollgate.admin.ManifestCandidates;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The file argument of a command. */
@Command
final class ManifestFile {
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "tollgate.yaml",
            description = "Default: tollgate.yaml; - for standard input.")
    private Path path;

    /**
     * Reads and checks the file.
     *
     * @throws dev.tollgate.manifest.ManifestException with all errors in the file
     */
    ManifestCandidate candidate(ManifestCandidates candidates) {
        return candidate(path, candidates);
    }

    static ManifestCandidate candidate(Path path, ManifestCandidates candidates) {
        return candidates.of(TextFile.isStandardInput(path) ? "standard input" : path.toString(), TextFile.read(path));
    }
}
