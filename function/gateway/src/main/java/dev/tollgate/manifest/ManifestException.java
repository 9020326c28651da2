package dev.tollgate.manifest;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown for a file with errors. Its message has one line for each error. */
public final class ManifestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<ManifestProblem> problems;

    /** All errors of a file. */
    public ManifestException(List<ManifestProblem> problems) {
        super(problems.stream().map(ManifestProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All errors, in the order of their lines. */
    public List<ManifestProblem> problems() {
        return problems;
    }
}
