package dev.tollgate.cli;

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

    Path path() {
        return path;
    }
}
