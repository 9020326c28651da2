package dev.tollgate.admin;

import dev.tollgate.manifest.ManifestException;
import dev.tollgate.manifest.ManifestProblem;
import java.util.stream.Collectors;

/** Names what is wrong with one entry of a configuration, without the file and the line: somebody has sent its fields alone. */
final class FieldProblems {
    private FieldProblems() {}

    /**
     * The failure with all problems of an entry.
     *
     * @param entry the path of the entry in a {@code tollgate.yaml}, such as {@code aliases.demo}
     */
    static AdminException of(String entry, ManifestException wrong) {
        String message = wrong.problems().stream()
                .map(problem ->
                        problem.path().isEmpty() ? problem.message() : problem.path() + ": " + problem.message())
                .collect(Collectors.joining("\n"));
        AdminException failure = new AdminException(AdminErrorKind.INVALID_VALUE, message, wrong);
        return wrong.problems().stream()
                .map(ManifestProblem::path)
                .filter(path -> path.startsWith(entry + "."))
                .findFirst()
                .map(path -> failure.of(path.substring(entry.length() + 1)))
                .orElse(failure);
    }
}
