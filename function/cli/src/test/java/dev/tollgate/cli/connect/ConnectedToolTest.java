package dev.tollgate.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of tools go into what their files have already. */
class ConnectedToolTest {
    private static final GatewayAccess ACCESS = new GatewayAccess("https://g.example/", "sk-1", "fast");

    @Test
    void claudeCodeKeepsItsOtherSettings() {
        assertThat(edited(ConnectedTool.CLAUDE, "{\"env\":{\"A\":\"1\",\"ANTHROPIC_MODEL\":\"x\"},\"theme\":\"dark\"}"))
                .isEqualTo("""
                        {
                          "env" : {
                            "A" : "1",
                            "ANTHROPIC_MODEL" : "fast",
                            "ANTHROPIC_BASE_URL" : "https://g.example",
                            "ANTHROPIC_AUTH_TOKEN" : "sk-1"
                          },
                          "theme" : "dark"
                        }
                        """);
        assertThatThrownBy(() -> edited(ConnectedTool.CLAUDE, "{ // no\n}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void codexGetsAProviderWithoutTheKey() {
        String codex = edited(ConnectedTool.CODEX, """
                # mine
                model = "gpt-5"

                [model_providers.tollgate]
                base_url = "http://old"

                [mcp_servers.x]
                command = "x"
                """);
        assertThat(codex).isEqualTo("""
                # mine
                model = "fast"
                model_provider = "tollgate"

                [mcp_servers.x]
                command = "x"

                [model_providers.tollgate]
                name = "Tollgate"
                base_url = "https://g.example/v1"
                env_key = "TOLLGATE_API_KEY"
                wire_api = "responses"
                """);
        assertThat(edited(ConnectedTool.CODEX, codex)).as("a second time").isEqualTo(codex);
        assertThat(edited(ConnectedTool.CODEX, "")).startsWith("model = \"fast\"\nmodel_provider");
        assertThat(ConnectedTool.CODEX.settings(ACCESS).exports()).isEqualTo("export TOLLGATE_API_KEY=sk-1\n");
    }

    @Test
    void geminiCliGetsVariables() {
        assertThat(edited(ConnectedTool.GEMINI, "export GEMINI_API_KEY=old\nOTHER=1\n"))
                .isEqualTo("""
                OTHER=1
                GOOGLE_GEMINI_BASE_URL=https://g.example
                GEMINI_API_KEY=sk-1
                GEMINI_MODEL=fast
                """);
    }

    @Test
    void theOthersAreTold() {
        assertThat(edited(ConnectedTool.OPENCODE, "")).contains("{env:TOLLGATE_API_KEY}", "tollgate/fast");
        assertThat(ConnectedTool.OPENAI.settings(ACCESS).exports())
                .isEqualTo("export OPENAI_BASE_URL=https://g.example/v1\nexport OPENAI_API_KEY=sk-1\n");
        assertThat(ConnectedTool.CURSOR.settings(ACCESS).advice().toString()).contains("https://g.example/v1", "sk-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://g.example", "https://g.example/", "https://g.example/v1", "https://g.example/v1/"})
    void anyAddressOfTheGatewayWillDo(String url) {
        assertThat(new GatewayAccess(url, "k", "m").url()).isEqualTo("https://g.example");
    }

    @Test
    void theDifferenceNamesEachLine() {
        assertThat(LineDifference.of("a\nb\nc\n", "a\nx\nc\nd\n")).isEqualTo("  a\n- b\n+ x\n  c\n+ d\n");
    }

    @Test
    void whatAFileWasIsKept(@TempDir Path home) throws IOException {
        SettingsFile file = new SettingsFile(home.resolve("a/b.json"));
        assertThat(file.read()).isEmpty();
        assertThat(file.write("1")).isEmpty();
        assertThat(file.write("2")).contains(home.resolve("a/b.json.bak"));
        Path second = file.write("3").orElseThrow();
        assertThat(Files.readString(second)).isEqualTo("2");
        assertThat(Files.readString(home.resolve("a/b.json.bak"))).isEqualTo("1");
        assertThat(file.read()).isEqualTo("3");
    }

    private static String edited(ConnectedTool tool, String text) {
        return tool.settings(ACCESS).edit().apply(text);
    }
}
