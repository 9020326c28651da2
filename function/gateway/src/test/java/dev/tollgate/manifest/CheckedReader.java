package dev.tollgate.manifest;

import java.nio.file.Path;
import java.util.List;

/**
 * Reads a {@code tollgate.yaml} as {@link ManifestReader} does, and first verifies that {@code tollgate.schema.json} agrees.
 * All tests read through it, so that each file they have is a case of the schema's, too.
 */
public final class CheckedReader {
    private final ManifestReader reader;
    private final ManifestRules rules;

    public CheckedReader(ManifestRules rules) {
        this.reader = new ManifestReader(rules);
        this.rules = rules;
    }

    /** The same as {@link ManifestReader#read(String, String)}; an {@link AssertionError} where the schema disagrees. */
    public ParsedManifest read(String file, String text) {
        SchemaAgreement.verify(text, problems(text, rules.builtIn()));
        return reader.read(file, text);
    }

    /** The same as {@link ManifestReader#text(Path)}, for what is no text. */
    ParsedManifest read(Path file) {
        return reader.read(file.toString(), ManifestReader.text(file));
    }

    /**
     * What is wrong with a file wherever it is applied. An editor knows neither the environment nor the build, so the
     * schema must accept whatever some gateway would.
     */
    static List<ManifestProblem> problems(String text, List<ManifestRules.BuiltIn> builtIn) {
        try {
            new ManifestReader(new ManifestRules(NameRules.KINDS, true, name -> "sk-" + name, builtIn))
                    .read("f.yaml", text);
            return List.of();
        } catch (ManifestException failure) {
            return failure.problems();
        }
    }
}
