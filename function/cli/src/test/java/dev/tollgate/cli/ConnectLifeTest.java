package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.auth.KeyHash;
import dev.tollgate.auth.Keys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools get settings, with a key of their own. */
@QuarkusTest
@WithTestResource(LocalDynamo.class)
class ConnectLifeTest {
    private static final Pattern SECRET = Pattern.compile("sk-tollgate-[A-Za-z0-9_-]{43}");

    @Inject
    Instance<CommandLineFactory> commands;

    @Inject
    Keys keys;

    @TempDir
    Path home;

    @Test
    void aNewKeyIsInTheSettings() {
        Typed shown = connect("openai", "--create-key", "tool-a", "--alias", "openai/gpt-4o");
        assertThat(shown.status()).isZero();
        Matcher secret = SECRET.matcher(shown.out());
        assertThat(secret.find()).isTrue();
        assertThat(keys.find(KeyHash.of(secret.group())).orElseThrow().id()).isEqualTo("tool-a");
        assertThat(connect("openai", "--create-key", "tool-a").err()).contains("already exists");
    }

    @Test
    void nothingIsWrittenUnlessAsked() {
        Typed shown = connect("claude");
        assertThat(shown.status()).isZero();
        assertThat(shown.out()).contains("\"ANTHROPIC_BASE_URL\" : \"http://127.0.0.1:8080\"");
        assertThat(home.resolve(".claude")).doesNotExist();
    }

    @Test
    void aFileIsChangedAndKept() throws IOException {
        Path file = Files.createDirectories(home.resolve(".claude")).resolve("settings.json");
        Files.writeString(file, "{\"theme\":\"dark\"}");
        Typed written = connect("claude", "--write", "--yes");
        assertThat(written.status()).isZero();
        assertThat(written.err()).contains("- {\"theme\":\"dark\"}").contains("settings.json.bak");
        assertThat(Files.readString(file)).contains("dark", "ANTHROPIC_AUTH_TOKEN");
        assertThat(connect("claude", "--write", "--yes").err()).contains("has these settings already");
    }

    @Test
    void whatChangesIsShownBeforeTheKeyExists() throws IOException {
        Typed written = connect("claude", "--write", "--yes", "--create-key", "tool-b");
        assertThat(written.status()).isZero();
        assertThat(written.err()).contains("+ ", "$TOLLGATE_API_KEY").doesNotContainPattern(SECRET);
        assertThat(Files.readString(home.resolve(".claude").resolve("settings.json")))
                .containsPattern(SECRET);
    }

    @Test
    void whatCannotBeDoneIsSaidBeforeAKeyIsCreated() throws IOException {
        assertThat(connect("cursor", "--write", "--yes", "--create-key", "none").err())
                .contains("has no file");
        assertThat(connect("claude", "--write", "--create-key", "none").err()).contains("Add --yes");
        Path file = Files.createDirectories(home.resolve(".claude")).resolve("settings.json");
        Files.writeString(file, "{ // comment\n}");
        assertThat(connect("claude", "--write", "--yes", "--create-key", "none").err())
                .contains("Add the settings by hand");
        assertThat(Typed.in(commands.get(), "keys", "show", "none").status()).isNotZero();
    }

    private Typed connect(String tool, String... more) {
        String[] arguments = {
            "connect", tool, "--url", "http://127.0.0.1:8080", "--model", "demo", "--home", home.toString()
        };
        String[] all = new String[arguments.length + more.length];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return Typed.in(commands.get(), all);
    }
}
