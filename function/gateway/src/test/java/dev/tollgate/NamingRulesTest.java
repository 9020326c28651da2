package dev.tollgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A type's name has two words or more, so that it says what the type does wherever it is read.
 *
 * <p>This walks the sources of all modules and not the class files, because no module depends on all the others.
 */
final class NamingRulesTest {
    private static final Path MAIN_CODE = Path.of("src", "main", "java", "dev", "tollgate");
    private static final Path TEST_CODE = Path.of("src", "test", "java", "dev", "tollgate");

    /** By reason: the types whose one word already has one meaning for everybody in the field. */
    private static final Map<String, Set<String>> ONE_WORD_IS_ENOUGH = Map.of(
            "OpenAI's API has an object of this name, and this is it",
            Set.of("openai.Delta", "openai.Embedding", "openai.Message", "openai.Role", "openai.Tool", "openai.Usage"),
            "gateways and model APIs use this word for exactly this",
            Set.of(
                    "failover.Attempt",
                    "provider.Conversation",
                    "provider.Provider",
                    "route.Alias",
                    "route.Route",
                    "route.Router",
                    "route.Target",
                    "route.Tier"),
            "billing uses this word for exactly this",
            Set.of("auth.Budget", "bill.Cost", "bill.Markup", "bill.Price", "bill.Tariff"),
            "access control uses this word for exactly this",
            Set.of("admin.access.Administrator", "admin.access.Permitted", "admin.access.Role", "auth.Team"),
            "a port is named after the plural of what it finds, here API keys and teams",
            Set.of("auth.Keys", "auth.Teams"),
            "the class that starts a program",
            Set.of("cli.Main", "emulator.Main", "lambda.Main", "server.Main"));

    /** Each is in hundreds of lines, which read as sentences with it: what a client gets, what a provider sends, what a user types. */
    private static final Set<String> ONE_WORD_IN_TESTS =
            Set.of("client.Response", "upstream.Replies", "upstream.Reply", "cli.Typed");

    @Test
    void aTypesNameHasTwoWordsOrMore() throws IOException {
        Set<String> unexplained = namesOfOneWord(MAIN_CODE);
        unexplained.removeAll(allowed());
        assertThat(unexplained)
                .as("name them in two words, or add them above with a reason")
                .isEmpty();
    }

    @Test
    void theListNamesOnlyTypesThatExist() throws IOException {
        Set<String> unused = allowed();
        unused.removeAll(namesOfOneWord(MAIN_CODE));
        assertThat(unused).as("remove them from the list above").isEmpty();
    }

    @Test
    void soHasThatOfATypeInTests() throws IOException {
        assertThat(namesOfOneWord(TEST_CODE)).isEqualTo(ONE_WORD_IN_TESTS);
    }

    private static Set<String> allowed() {
        return ONE_WORD_IS_ENOUGH.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> namesOfOneWord(Path code) throws IOException {
        List<String> types = SourceFiles.all().stream()
                .map(Path::toString)
                .filter(file -> file.contains(code.toString()))
                .map(file -> typeName(file, code))
                .filter(name -> !name.endsWith("package-info"))
                .toList();
        assertThat(types).hasSizeGreaterThan(300);
        return types.stream().filter(name -> words(name) < 2).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Such as {@code provider.bedrock.BedrockFrames}. A file holds one top-level type, which has the file's name. */
    private static String typeName(String file, Path code) {
        int start = file.indexOf(code.toString()) + code.toString().length() + 1;
        return file.substring(start, file.length() - ".java".length()).replace('/', '.');
    }

    private static long words(String name) {
        return name.chars().filter(Character::isUpperCase).count();
    }
}
