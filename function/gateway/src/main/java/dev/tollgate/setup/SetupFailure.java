package dev.tollgate.setup;

import java.util.List;
import java.util.stream.Collectors;

/** A file that cannot be used. Its message is one line for each thing that is wrong. */
public final class SetupFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    SetupFailure(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong, from the file's first line to its last. */
    public List<Problem> problems() {
        return problems;
    }
}
