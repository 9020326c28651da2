package dev.tollgate.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files and pages of the repository keep to what reader and schema say. */
final class ExampleFilesTest {
    private static final Path ROOT = Path.of(System.getProperty("dev.tollgate.root"));
    /** Files of other programs are blocks of {@code yml}. */
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

    /** What scripts fill in, such as {@code @UPSTREAM_PORT@}. */
    private static final Pattern PLACEHOLDER = Pattern.compile("@[A-Z_]+@");

    private static final List<ManifestRules.BuiltIn> ECHO = List.of(EchoProvider.on(8080));

    /** Where an excerpt may be from: each is written above it, and it goes as far to the right as the last line does. */
    private static final List<String> PLACES = List.of(
            "",
            "providers:\n  ",
            "aliases:\n  ",
            "budgets:\n  ",
            "keys:\n  ",
            "providers:\n  p:\n    kind: bedrock\n    ",
            "providers:\n  p:\n    kind: bedrock\n    prices:\n      ",
            "aliases:\n  a:\n    ",
            "aliases:\n  a:\n    targets: [ { model: openai/m } ]\n    ",
            "keys:\n  k:\n    secret: s\n    ");

    @ParameterizedTest
    @ValueSource(strings = {"tollgate.yaml", "load-tests/tollgate.yaml", "load-tests/failover.yaml"})
    void theFilesOfTheRepositoryAreRight(String file) throws IOException {
        String text = PLACEHOLDER.matcher(Files.readString(ROOT.resolve(file))).replaceAll("8080");
        List<ManifestProblem> problems = CheckedReader.problems(text, ECHO);
        assertThat(problems).isEmpty();
        SchemaAgreement.verify(text, problems);
    }

    @Test
    void editorsFindTheSchema() throws IOException {
        assertThat(Files.readString(ROOT.resolve("tollgate.yaml")))
                .startsWith("# yaml-language-server: $schema=tollgate.schema.json\n");
    }

    static Stream<Arguments> examples() {
        return pages().stream().flatMap(page -> examples(page).map(text -> Arguments.of(ROOT.relativize(page), text)));
    }

    /** NameRules may be of another example on the page: such a problem is a gap. */
    @ParameterizedTest
    @MethodSource("examples")
    void theExamplesOfThePagesAreRight(Path page, String text) {
        assertThat(PLACES).as("%s:\n%s", page, text).anySatisfy(place -> {
            String file = place + text.stripIndent().indent(indent(place)).stripLeading();
            List<ManifestProblem> problems = CheckedReader.problems(file, ECHO);
            assertThat(problems).allMatch(problem -> SchemaGap.of(problem).isPresent());
            SchemaAgreement.verify(file, problems);
        });
    }

    @Test
    void thereAreExamples() {
        assertThat(examples()).hasSizeGreaterThan(15);
    }

    private static int indent(String place) {
        return place.length() - place.lastIndexOf('\n') - 1;
    }

    private static List<Path> pages() {
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<String> examples(Path page) {
        try {
            return BLOCK.matcher(Files.readString(page)).results().map((MatchResult block) -> block.group(1));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
