package dev.tollgate.setup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong in one file, so that all of it is told at once. */
final class Problems {
    private final String file;
    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void error(int line, String path, String message) {
        errors.add(new Problem(file, line, path, message));
    }

    void warning(int line, String path, String message) {
        warnings.add(new Problem(file, line, path, message));
    }

    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw failure();
        }
    }

    SetupFailure failure() {
        return new SetupFailure(inOrder(errors));
    }

    List<Problem> warnings() {
        return inOrder(warnings);
    }

    private static List<Problem> inOrder(List<Problem> problems) {
        return problems.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }
}
