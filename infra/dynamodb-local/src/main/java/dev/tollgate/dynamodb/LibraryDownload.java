package dev.tollgate.dynamodb;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Downloads the libraries of DynamoDB Local from a Maven repository, once, and checks each by its SHA-256.
 *
 * @param repository the address of Maven Central, or of a mirror of it
 * @param list the text of the list: a line for each file, with its SHA-256 and its path in the repository
 */
record LibraryDownload(Optional<URI> repository, String list) {
    private static final int AT_ONCE = 8;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration EACH = Duration.ofMinutes(2);

    /** One file of the list. */
    private record Library(String sha256, String path) {
        static Library of(String line) {
            String[] words = line.split(" +", 2);
            return new Library(words[0], words[1]);
        }

        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    static LibraryDownload of(Path list, Map<String, String> environment) {
        String repository = environment.getOrDefault("TOLLGATE_MAVEN_REPOSITORY", "");
        Optional<URI> base = Optional.of(repository.strip())
                .filter(named -> !named.isEmpty())
                .map(named -> URI.create(named.endsWith("/") ? named : named + "/"));
        try {
            return new LibraryDownload(base, Files.readString(list));
        } catch (IOException failure) {
            throw new IllegalStateException(list + " cannot be read", failure);
        }
    }

    /** Returns a folder of the cache that has all libraries. A download that was interrupted continues. */
    Path into(Path cache) {
        List<Library> libraries =
                list.lines().filter(line -> !line.isBlank()).map(Library::of).toList();
        Path folder = cache.resolve("dynamodb-local-"
                + sha256(list.getBytes(StandardCharsets.UTF_8)).substring(0, 16));
        List<Library> missing = libraries.stream()
                .filter(library -> !Files.exists(folder.resolve(library.name())))
                .toList();
        if (missing.isEmpty()) {
            return folder;
        }
        URI from = repository.orElseThrow(() -> new IllegalStateException(
                "Local mode needs DynamoDB Local, which Amazon licenses to you, and not to us. Set TOLLGATE_MAVEN_REPOSITORY to"
                        + " the address of Maven Central or of a mirror, and the server downloads it once. Or set"
                        + " TOLLGATE_DYNAMODB_ENDPOINT to the address of a DynamoDB Local that runs."));
        System.err.println("Local mode needs DynamoDB Local, which Amazon licenses to you. Downloading it once from "
                + from + " to " + folder);
        try {
            Files.createDirectories(folder);
            fetch(from, missing, folder);
        } catch (IOException failure) {
            throw failed(failure);
        }
        return folder;
    }

    private static void fetch(URI from, List<Library> libraries, Path folder) throws IOException {
        try (HttpClient client = HttpClient.newBuilder()
                        .connectTimeout(CONNECT)
                        .followRedirects(Redirect.NORMAL)
                        .build();
                ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Path>> files = libraries.stream()
                    .map(library -> threads.submit(() -> fetch(client, from, library, folder)))
                    .toList();
            try {
                for (Future<Path> file : files) {
                    file.get();
                }
            } catch (ExecutionException failure) {
                threads.shutdownNow();
                throw new IOException(failure.getCause());
            } catch (InterruptedException stop) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", stop);
            }
        }
    }

    private static Path fetch(HttpClient client, URI from, Library library, Path folder)
            throws IOException, InterruptedException {
        URI address = from.resolve(library.path());
        HttpResponse<byte[]> response = response(client, address);
        if (response.statusCode() != 200) {
            throw new IOException(address + " answered " + response.statusCode());
        }
        if (!sha256(response.body()).equals(library.sha256())) {
            throw new IOException(address + " has another SHA-256 than the release expects");
        }
        // Under a temporary name until it is complete: several servers may start at once.
        Path part = Files.createTempFile(folder, library.name(), ".part");
        Files.write(part, response.body());
        return Files.move(part, folder.resolve(library.name()), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Java's own failures to connect have no message. */
    private static HttpResponse<byte[]> response(HttpClient client, URI address)
            throws IOException, InterruptedException {
        try {
            return client.send(HttpRequest.newBuilder(address).timeout(EACH).build(), BodyHandlers.ofByteArray());
        } catch (IOException failure) {
            throw new IOException(address + " cannot be reached: " + failure, failure);
        }
    }

    private static IllegalStateException failed(IOException failure) {
        Throwable reason = failure.getCause() == null ? failure : failure.getCause();
        return new IllegalStateException(
                "DynamoDB Local could not be downloaded: " + reason.getMessage()
                        + ". TOLLGATE_MAVEN_REPOSITORY names another repository,"
                        + " and TOLLGATE_DYNAMODB_ENDPOINT a DynamoDB Local of your own.",
                failure);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("each Java has SHA-256", impossible);
        }
    }
}
