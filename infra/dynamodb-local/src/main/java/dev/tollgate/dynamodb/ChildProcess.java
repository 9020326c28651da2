package dev.tollgate.dynamodb;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The Java process that runs {@link DynamoDbLocalMain}. It runs as long as this process keeps its standard input open. */
final class ChildProcess implements AutoCloseable {
    /** A start takes 2 s of CPU, of which a busy machine may have a tenth. */
    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

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
            // A separate folder, because DynamoDB Local leaves a metadata file in its working directory.
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

    /** Waits until the process answers HTTP requests, with any status. */
    void awaitResponseOn(int port) throws IOException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!responds(port)) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the process ended. Its output:\n" + output());
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "no response within " + START_TIMEOUT.toSeconds() + " s. Its output:\n" + output());
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

    /** Closes the standard input of the process, which ends it. Kills a process that hangs. */
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
            throw new IllegalStateException("DynamoDB Local did not stop cleanly", failure);
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
     * Ctrl-C in a terminal reaches each process of the group. Without the shell, DynamoDB Local would end before the
     * gateway has settled its last requests. A JVM that starts with SIGINT ignored keeps ignoring it, and only a shell
     * can start one that way. The shell also makes the files of the child its owner's alone: the tables may hold keys.
     */
    private static List<String> command(List<String> arguments) {
        Path lib = LibraryFolder.find();
        List<String> command = new ArrayList<>(List.of("sh", "-c", "umask 077; trap '' INT; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Without the second compiler, DynamoDB Local starts in half the time. Its tables are small.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Djava.library.path=" + lib));
        command.addAll(List.of("-cp", LibraryFolder.ownClasses() + File.pathSeparator + lib + File.separator + "*"));
        command.add(DynamoDbLocalMain.class.getName());
        command.addAll(arguments);
        return command;
    }

    private static boolean responds(int port) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://" + DynamoDbLocal.HOST + ":" + port)
                    .toURL()
                    .openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            return connection.getResponseCode() > 0;
        } catch (IOException notYet) {
            return false;
        }
    }
}
