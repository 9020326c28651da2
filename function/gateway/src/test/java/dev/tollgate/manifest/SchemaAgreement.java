package dev.tollgate.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * The law: the schema refuses a file exactly where the reader does, and in the same places. What no schema can see is a
 * {@link SchemaGap}; such a file the schema must accept, or the gap is none.
 */
final class SchemaAgreement {
    private SchemaAgreement() {}

    static void verify(String text, List<ManifestProblem> problems) {
        List<ManifestProblem> visible = problems.stream()
                .filter(problem -> SchemaGap.of(problem).isEmpty())
                .toList();
        List<SchemaError> errors = ManifestSchema.errors(text);
        assertThat(visible)
                .as("the schema accepts what the reader refuses: express it there, or add a SchemaGap\n%s", text)
                .allMatch(problem -> errors.stream().anyMatch(error -> error.isAbout(problem)));
        assertThat(errors)
                .as("the schema refuses what the reader accepts, or what it should not see\n%s", text)
                .allMatch(error -> visible.stream().anyMatch(error::isAbout));
    }
}
