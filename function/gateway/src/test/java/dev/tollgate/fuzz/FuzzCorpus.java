package dev.tollgate.fuzz;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The inputs of the fuzz targets, which are kept in {@code src/test/resources/fuzz}: one folder for each target, with the name of its
 * class. {@code make fuzz} starts from them, and what it finds is added to them.
 */
public final class FuzzCorpus {
    private FuzzCorpus() {}

    /** One input of one target. */
    public record FuzzInput(String target, Path file) {

        /** Runs the target with this input. */
        public void run() throws Throwable {
            try {
                Class.forName(target)
                        .getMethod("fuzzerTestOneInput", byte[].class)
                        .invoke(null, (Object) Files.readAllBytes(file));
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        }

        @Override
        public String toString() {
            return target + " " + file.getFileName();
        }
    }

    /** All inputs of a module. */
    public static List<FuzzInput> of(Path module) throws IOException {
        try (Stream<Path> files = Files.walk(module.resolve("src/test/resources/fuzz"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> new FuzzInput(file.getParent().getFileName().toString(), file))
                    .sorted((one, other) -> one.toString().compareTo(other.toString()))
                    .toList();
        }
    }
}
