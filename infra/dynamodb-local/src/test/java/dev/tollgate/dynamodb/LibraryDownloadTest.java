package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryDownloadTest {
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private HttpServer repository;

    @TempDir
    private Path cache;

    @BeforeEach
    void start() throws IOException {
        repository = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        repository.createContext("/maven/", http -> {
            String path = http.getRequestURI().getPath().substring("/maven/".length());
            requests.add(path);
            byte[] file = files.get(path);
            http.sendResponseHeaders(file == null ? 404 : 200, file == null ? -1 : file.length);
            if (file != null) {
                http.getResponseBody().write(file);
            }
            http.close();
        });
        repository.start();
    }

    @AfterEach
    void stop() {
        repository.stop(0);
    }

    @Test
    void eachLibraryIsDownloadedOnce() throws Exception {
        LibraryDownload download = download(line("a/1/a-1.jar", "first") + line("b/2/b-2.so", "second"));

        Path folder = download.into(cache);

        assertThat(folder.resolve("a-1.jar")).hasContent("first");
        assertThat(folder.resolve("b-2.so")).hasContent("second");
        assertThat(download.into(cache)).isEqualTo(folder);
        assertThat(requests).containsExactlyInAnyOrder("a/1/a-1.jar", "b/2/b-2.so");
    }

    @Test
    void aDownloadThatWasInterruptedContinues() throws Exception {
        String list = line("a/1/a-1.jar", "first") + line("b/2/b-2.jar", "second");
        byte[] second = files.remove("b/2/b-2.jar");
        assertThatIllegalStateException()
                .isThrownBy(() -> download(list).into(cache))
                .withMessageContaining("b-2.jar answered 404")
                .withMessageContaining("TOLLGATE_MAVEN_REPOSITORY");
        files.put("b/2/b-2.jar", second);

        assertThat(download(list).into(cache).resolve("b-2.jar")).hasContent("second");
        assertThat(requests.stream().filter("a/1/a-1.jar"::equals)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void aRepositoryThatCannotBeReachedIsNamed() throws Exception {
        String list = line("a/1/a-1.jar", "first");
        repository.stop(0);

        assertThatIllegalStateException()
                .isThrownBy(() -> download(list).into(cache))
                .withMessageContaining("/maven/a/1/a-1.jar cannot be reached: java.net.ConnectException")
                .withMessageContaining("TOLLGATE_MAVEN_REPOSITORY");
    }

    @Test
    void aFileThatIsNotTheReleasesIsRefused() throws Exception {
        String list = line("a/1/a-1.jar", "first");
        files.put("a/1/a-1.jar", "another".getBytes(StandardCharsets.UTF_8));

        assertThatIllegalStateException()
                .isThrownBy(() -> download(list).into(cache))
                .withMessageContaining("a-1.jar has another SHA-256");
        try (Stream<Path> left = Files.walk(cache)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void theEnvironmentNamesTheRepository(@TempDir Path release) throws IOException {
        Path list = Files.writeString(release.resolve("list"), "");
        assertThat(LibraryDownload.of(list, Map.of()).repository()).isEmpty();
        assertThat(LibraryDownload.of(list, Map.of("TOLLGATE_MAVEN_REPOSITORY", "https://mirror.example.com/maven"))
                        .repository())
                .hasValue(URI.create("https://mirror.example.com/maven/"));
    }

    @Test
    void withoutARepositoryTheMessageNamesBothSettings() {
        LibraryDownload nowhere = new LibraryDownload(Optional.empty(), "0  a/a-1.jar\n");
        assertThatIllegalStateException()
                .isThrownBy(() -> nowhere.into(cache))
                .withMessageContainingAll("TOLLGATE_MAVEN_REPOSITORY", "TOLLGATE_DYNAMODB_ENDPOINT");
    }

    @Test
    void theListOfAReleaseIsNextToItsLibraries(@TempDir Path release) throws IOException {
        Path jar = release.resolve("lib/main/dynamodb.jar");
        assertThat(LibraryFolder.list(jar)).isNull();
        Path list = Files.writeString(release.resolve("dynamodb-local.txt"), "");
        assertThat(LibraryFolder.list(jar)).isEqualTo(list);
    }

    @Test
    void theCacheIsTheUsers() {
        assertThat(LibraryFolder.cache(Map.of(), "/home/ada")).isEqualTo(Path.of("/home/ada/.cache/tollgate"));
        assertThat(LibraryFolder.cache(Map.of("XDG_CACHE_HOME", "/cache"), "/home/ada"))
                .isEqualTo(Path.of("/cache/tollgate"));
    }

    private LibraryDownload download(String list) {
        return new LibraryDownload(
                Optional.of(
                        URI.create("http://127.0.0.1:" + repository.getAddress().getPort() + "/maven/")),
                list);
    }

    /** Puts a file into the repository, and returns its line in the list. */
    private String line(String path, String content) throws Exception {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        files.put(path, bytes);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)) + "  " + path + "\n";
    }
}
