package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.strict.ApiCall;
import dev.tollgate.strict.ModelTurn;
import dev.tollgate.strict.ModelTurn.FunctionCall;
import dev.tollgate.strict.OfferedFunction;
import dev.tollgate.strict.StrictApi;
import dev.tollgate.strict.StrictServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Coding agents read and edit a file through the packaged server and APIs that are as strict as the real ones: {@code make agents}.
 * Aliases with the name that a model says let Claude Code send what that model knows, so that its requests pass as they are.
 * Each model is called three times: it looks at the file, it changes the file, and then it says that it is done.
 */
class CodingAgentsRun {
    private static final String KEY = "sk-it-coding-agents";
    private static final int CALLS = 3;
    private static final String DONE = "The file says good bye now.";

    private static StrictServer apis;
    private static RunningGateway gateway;

    @TempDir
    private Path workspace;

    @BeforeAll
    static void start() {
        apis = new StrictServer(0, CodingAgentsRun::turn);
        gateway = RunningGateway.with(config(), "TOLLGATE_HEALTH_LEAST_FAILURES", "100000");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        apis.close();
    }

    @ParameterizedTest
    @CsvSource({
        "claude-opus-4-8, /anthropic/messages",
        "claude-sonnet-4-5, /anthropic/messages",
        "claude, /anthropic/messages",
        "claude-sonnet-4-5-20250929, /invoke-with-response-stream",
        "claude-bedrock, /converse-stream",
        "gemini, :streamGenerateContent",
        "gpt, /chat/completions",
        "claude-then-gpt, /chat/completions",
        "gpt-then-claude, /anthropic/messages"
    })
    void claudeCodeEditsAFile(String model, String lastPath) throws Exception {
        Path notes = notes();
        loseFirstTargetsAfterOneCall();

        String printed = new CodingAgent("claude", workspace)
                .run(
                        Map.of(
                                "ANTHROPIC_BASE_URL", gateway.url().toString(),
                                "ANTHROPIC_AUTH_TOKEN", KEY,
                                "ANTHROPIC_MODEL", model,
                                "ANTHROPIC_DEFAULT_HAIKU_MODEL", model,
                                "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1"),
                        "-p",
                        "Say good bye in " + notes,
                        "--permission-mode",
                        "acceptEdits");

        assertEdited("Claude Code", model, lastPath, notes, printed);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-5.1, /openai/responses",
        "gpt, /chat/completions",
        "claude, /anthropic/messages",
        "gemini, :streamGenerateContent",
        "claude-then-gpt, /chat/completions",
        "gpt-then-claude, /anthropic/messages"
    })
    void codexEditsAFile(String model, String lastPath) throws Exception {
        Path notes = notes();
        loseFirstTargetsAfterOneCall();
        CodingAgent codex = new CodingAgent("codex", workspace);
        codex.configure(".codex/config.toml", """
                model = "%s"
                model_provider = "tollgate"

                [model_providers.tollgate]
                name = "Tollgate"
                base_url = "%s/v1"
                env_key = "TOLLGATE_API_KEY"
                wire_api = "responses"
                request_max_retries = 0
                stream_max_retries = 0
                """.formatted(model, gateway.url()));

        String printed = codex.run(
                Map.of("TOLLGATE_API_KEY", KEY),
                "exec",
                "--skip-git-repo-check",
                "--sandbox",
                "danger-full-access",
                "Say good bye in " + notes);

        assertEdited("Codex", model, lastPath, notes, printed);
    }

    @Test
    void aWrongKeyIsSaidInTheAgentsWords() throws Exception {
        String printed = new CodingAgent("claude", workspace)
                .runToFailure(
                        Map.of(
                                "ANTHROPIC_BASE_URL", gateway.url().toString(),
                                "ANTHROPIC_AUTH_TOKEN", "sk-wrong",
                                "ANTHROPIC_MODEL", "claude"),
                        "-p",
                        "Hello");

        assertThat(printed).contains("401");
    }

    private Path notes() throws Exception {
        return Files.writeString(workspace.resolve("notes.txt"), "hello\n");
    }

    /** The first targets of the aliases that change over have no capacity after one call. */
    private static void loseFirstTargetsAfterOneCall() {
        apis.relieve();
        apis.overloadFrom("anthropic", "claude-opus-4-5", 1);
        apis.overloadFrom("openai", "gpt-5", 1);
    }

    private static void assertEdited(String agent, String model, String lastPath, Path notes, String printed)
            throws Exception {
        List<String> paths = apis.takeAnswered();
        System.out.printf("%s edited %s with %s: %s%n", agent, notes.getFileName(), model, String.join(", ", paths));
        assertThat(printed).contains(DONE);
        assertThat(notes).hasContent("good bye\n");
        assertThat(apis.takeRefusals()).isEmpty();
        assertThat(paths).hasSizeGreaterThanOrEqualTo(CALLS);
        assertThat(paths.getLast()).endsWith(lastPath);
    }

    private static ModelTurn turn(StrictApi api, ApiCall call) {
        ModelTurn turn = step(api, call);
        return api.thinks(call) ? turn.after("One step after the other.") : turn;
    }

    private static ModelTurn step(StrictApi api, ApiCall call) {
        Set<String> offered =
                api.functions(call).stream().map(OfferedFunction::name).collect(Collectors.toSet());
        String notes = notesIn(call.body().toString());
        return switch (api.resultsSinceUser(call)) {
            case 0 ->
                offered.contains("Read") ? calling("Read", "{\"file_path\":\"" + notes + "\"}") : shell("cat " + notes);
            case 1 ->
                offered.contains("Edit")
                        ? calling(
                                "Edit",
                                "{\"file_path\":\"" + notes
                                        + "\",\"old_string\":\"hello\",\"new_string\":\"good bye\"}")
                        : shell("echo good bye > " + notes);
            default -> ModelTurn.saying(DONE);
        };
    }

    private static ModelTurn shell(String command) {
        return calling("exec_command", "{\"cmd\":\"" + command + "\"}");
    }

    private static ModelTurn calling(String function, String arguments) {
        return ModelTurn.calling(new FunctionCall(function, arguments));
    }

    /** The path that the user's words end with. */
    private static String notesIn(String request) {
        String before = "Say good bye in ";
        int from = request.indexOf(before) + before.length();
        return request.substring(from, request.indexOf("notes.txt", from)) + "notes.txt";
    }

    private static String config() {
        return """
                providers:
                  anthropic: { kind: anthropic, base_url: "%s", api_key: secret }
                  openai:
                    kind: openai
                    base_url: "%s"
                    api_key: secret
                    quirks: { responses: false, messages: { history: [audio, refusal] } }
                  responses: { kind: openai, base_url: "%s", api_key: secret, quirks: { responses: true } }
                  gemini: { kind: gemini, base_url: "%s", api_key: secret }
                  bedrock: { kind: bedrock, base_url: "%s", api_key: "id:secret", region: us-east-1 }
                aliases:
                  claude-opus-4-8: { targets: [{ model: anthropic/claude-opus-4-8 }] }
                  claude-sonnet-4-5: { targets: [{ model: anthropic/claude-sonnet-4-5 }] }
                  claude: { targets: [{ model: anthropic/claude-sonnet-4-5 }] }
                  claude-sonnet-4-5-20250929:
                    targets: [{ model: "bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0" }]
                  claude-bedrock: { targets: [{ model: "bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0" }] }
                  gemini: { targets: [{ model: gemini/gemini-3-pro-preview }] }
                  gpt-5.1: { targets: [{ model: responses/gpt-5.1 }] }
                  gpt: { targets: [{ model: openai/gpt-5.1 }] }
                  gpt-then-claude: { targets: [{ model: openai/gpt-5 }, { model: anthropic/claude-sonnet-4-5 }] }
                  claude-then-gpt: { targets: [{ model: anthropic/claude-opus-4-5 }, { model: openai/gpt-5.1 }] }
                keys:
                  coding-agents: { secret: %s }
                """.formatted(
                        apis.uri("anthropic"),
                        apis.uri("openai"),
                        apis.uri("openai"),
                        apis.uri("gemini"),
                        apis.uri("bedrock"),
                        KEY);
    }
}
