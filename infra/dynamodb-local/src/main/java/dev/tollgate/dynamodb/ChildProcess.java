package dev.tollgate.dynamodb;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The Java process that {@link DynamoDbLocalMain} runs in. It lives while this process holds its standard input. */
final class ChildProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String OUTPUT = "output.log";
    private static final Duration POLL = Duration.ofMillis(50);

    private final Process process;
    private final Path folder;

    private ChildProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    static ChildProcess start(List<String> arguments) {
        try {
            // A folder of its own: DynamoDB Local leaves a metadata file where it is started.
            Path folder = Files.createTempDirectory("dynamodb-local-");
            Process process = new ProcessBuilder(command(arguments))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(OUTPUT).toFile())
                    .start();
            return new ChildProcess(process, folder);
        } catch (IOException failure) {
            throw new IllegalStateException("DynamoDB Local could not be started", failure);
        }
    }

    /** Any HTTP answer will do: before it listens there is none. */
    void awaitAnswerOn(int port) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(port)) {
            if (!process.isAlive()) {
                throw new IllegalStateException("it ended at once. Its output:\n" + output());
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "no answer within " + PATIENCE.toSeconds() + " s. Its output:\n" + output());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve(OUTPUT));
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Closing its input is enough for it to end; the rest is for one that hangs. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            deleteFolder();
        } catch (IOException failure) {
            process.destroyForcibly();
            throw new IllegalStateException("DynamoDB Local did not stop in order", failure);
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void deleteFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /**
     * Ctrl-C in a terminal reaches every process of its group, so this one would be gone before the gateway has settled
     * its last requests. A JVM started with SIGINT ignored leaves it ignored; only a shell can start one so.
     */
    private static List<String> command(List<String> arguments) {
        Path lib = lib();
        List<String> command = new ArrayList<>(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // It starts in half the time without the second compiler, and its tables are small.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Djava.library.path=" + lib));
        command.addAll(List.of("-cp", ownClasses() + File.pathSeparator + lib + File.separator + "*"));
        command.add(DynamoDbLocalMain.class.getName());
        command.addAll(arguments);
        return command;
    }

    private static Path lib() {
        String root = System.getProperty("dev.tollgate.root", "");
        String set = System.getProperty("dev.tollgate.dynamodb-local.lib");
        Path lib = (set == null ? Path.of(root, "infra", "dynamodb-local", "target", "lib") : Path.of(set))
                .toAbsolutePath();
        if (!Files.isDirectory(lib)) {
            throw new IllegalStateException("DynamoDB Local is not at " + lib
                    + ": build the module infra/dynamodb-local, or set dev.tollgate.dynamodb-local.lib");
        }
        return lib;
    }

    private static Path ownClasses() {
        try {
            return Path.of(DynamoDbLocalMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("a class's location is a URI", impossible);
        }
    }

    private static boolean answers(int port) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port).toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            return connection.getResponseCode() > 0;
        } catch (IOException notYet) {
            return false;
        }
    }
}
