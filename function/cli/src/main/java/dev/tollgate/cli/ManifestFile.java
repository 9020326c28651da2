package dev.tollgate.cli;

import dev.tollgate.cli.port.ConfigAdministration;
import dev.tollgate.cli.port.ConfigAdministration.CheckedChange;
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
     * Checks the file against the configuration.
     *
     * @throws dev.tollgate.manifest.ManifestException with all errors in the file
     */
    CheckedChange check(ConfigAdministration config) {
        return config.check(name(path), TextFile.read(path));
    }

    /** The name of a file in messages. */
    static String name(Path path) {
        return TextFile.isStandardInput(path) ? "standard input" : path.toString();
    }
}
