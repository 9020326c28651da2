package dev.tollgate.manifest;

/**
 * An error or a warning about a file.
 *
 * @param line the line number, counted from 1; 0 if the problem concerns the whole file
 * @param path the field, such as {@code aliases.cheap-fast.targets[0].model}; empty if the problem concerns no field
 * @param message what was expected and what was found; never a secret
 */
public record ManifestProblem(String file, int line, String path, String message) {

    /** The format of compilers, which editors turn into a link. */
    @Override
    public String toString() {
        return file + (line == 0 ? "" : ":" + line) + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
