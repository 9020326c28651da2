package dev.tollgate.manifest;

/**
 * Something wrong in a file.
 *
 * @param line counted from 1; 0 where the whole file is meant
 * @param path the field, such as {@code aliases.cheap-fast.targets[0].model}; empty where no field is meant
 * @param message what was expected and what was found; never a secret
 */
public record ManifestProblem(String file, int line, String path, String message) {

    /** As compilers write it, so that editors make a link of it. */
    @Override
    public String toString() {
        return file + (line == 0 ? "" : ":" + line) + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
