package dev.tollgate.manifest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the errors and warnings about one file, so that the user sees all of them at once. */
final class ManifestProblems {
    private final String file;
    private final List<ManifestProblem> errors = new ArrayList<>();
    private final List<ManifestProblem> warnings = new ArrayList<>();

    ManifestProblems(String file) {
        this.file = file;
    }

    void error(int line, String path, String message) {
        errors.add(new ManifestProblem(file, line, path, message));
    }

    void warning(int line, String path, String message) {
        warnings.add(new ManifestProblem(file, line, path, message));
    }

    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw exception();
        }
    }

    ManifestException exception() {
        return new ManifestException(inOrder(errors));
    }

    List<ManifestProblem> warnings() {
        return inOrder(warnings);
    }

    private static List<ManifestProblem> inOrder(List<ManifestProblem> problems) {
        return problems.stream()
                .sorted(Comparator.comparingInt(ManifestProblem::line))
                .toList();
    }
}
