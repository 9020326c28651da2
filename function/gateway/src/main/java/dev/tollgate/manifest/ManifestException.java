package dev.tollgate.manifest;

import java.util.List;
import java.util.stream.Collectors;

/** A file that cannot be used. Its message is one line for each thing that is wrong. */
public final class ManifestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<ManifestProblem> problems;

    ManifestException(List<ManifestProblem> problems) {
        super(problems.stream().map(ManifestProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong, from the file's first line to its last. */
    public List<ManifestProblem> problems() {
        return problems;
    }
}
