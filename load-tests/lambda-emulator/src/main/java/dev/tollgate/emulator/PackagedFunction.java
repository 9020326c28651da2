package dev.tollgate.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A packaged function, as it is uploaded: a native {@code bootstrap}, or classes and their libraries. */
final class PackagedFunction {
    private static final String BOOTSTRAP = "bootstrap";
    private static final String MAIN = "dev.tollgate.lambda.Main";

    private PackagedFunction() {}

    /** Unpacks the zip and returns the command that starts the function. */
    static List<String> command(Path zip) throws IOException {
        Path folder = Files.createTempDirectory("lambda-emulator-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry :
                    file.stream().filter(each -> !each.isDirectory()).toList()) {
                unpack(file, entry, folder);
            }
        }
        Path bootstrap = folder.resolve(BOOTSTRAP);
        if (Files.exists(bootstrap)) {
            if (!bootstrap.toFile().setExecutable(true)) {
                throw new IOException(bootstrap + " cannot be made executable");
            }
            return List.of(bootstrap.toString());
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                folder + ":" + folder.resolve("lib") + "/*",
                MAIN);
    }

    private static void unpack(ZipFile file, ZipEntry entry, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException(entry.getName() + " points outside of the zip");
        }
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        try (InputStream bytes = file.getInputStream(entry)) {
            Files.copy(bytes, target);
        }
    }

    /** Deletes the unpacked files, 70 MB or more. A process that still runs from them is not affected. */
    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            System.err.println(folder + " could not be deleted: " + failed);
        }
    }
}
