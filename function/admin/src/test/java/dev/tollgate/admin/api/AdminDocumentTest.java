package dev.tollgate.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** {@code docs/openapi-admin.yaml} has every path of the admin API, and no other. */
final class AdminDocumentTest {
    private static final Path ROOT = Path.of(System.getProperty("dev.tollgate.root"));
    private static final Pattern OF_A_CLASS = Pattern.compile("^@Path\\(\"(/admin/v1[^\"]*)\"\\)", Pattern.MULTILINE);
    private static final Pattern OF_A_METHOD = Pattern.compile("^    @Path\\(\"([^\"]*)\"\\)", Pattern.MULTILINE);

    @Test
    void itHasThePathsOfTheEndpoints() throws IOException {
        Map<String, Map<String, Object>> document =
                new Yaml().load(Files.readString(ROOT.resolve("docs/openapi-admin.yaml")));
        try (Stream<Path> files = Files.walk(ROOT.resolve("function/admin/src/main/java"))) {
            Stream<String> paths = files.filter(file -> file.toString().endsWith("Endpoint.java"))
                    .flatMap(AdminDocumentTest::paths)
                    .distinct();
            assertThat(document.get("paths").keySet()).containsAll(paths.toList());
        }
    }

    private static Stream<String> paths(Path file) {
        try {
            String text = Files.readString(file);
            return OF_A_CLASS
                    .matcher(text)
                    .results()
                    .map(found -> found.group(1))
                    .flatMap(base -> OF_A_METHOD
                            .matcher(text)
                            .results()
                            .map(MatchResult::group)
                            .map(whole -> base + whole.substring(whole.indexOf('"') + 1, whole.lastIndexOf('"'))));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
