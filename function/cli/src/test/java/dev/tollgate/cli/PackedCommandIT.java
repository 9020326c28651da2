package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tollgate.cli.login.SimulatedGateway;
import dev.tollgate.dynamodb.DynamoDbLocal;
import dev.tollgate.dynamodb.TableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The command line as it is delivered, as a process: the jar, or with {@code -Ddev.tollgate.cli=PROGRAM} the native binary,
 * in which what Jackson, picocli and the AWS SDK find by reflection may be missing.
 */
class PackedCommandIT {
    private static final Path ROOT = Path.of(System.getProperty("dev.tollgate.root"));

    private static DynamoDbLocal dynamo;

    @TempDir
    static Path classes;

    @TempDir
    Path folder;

    private HttpServer provider;

    @BeforeAll
    static void startDynamo() {
        dynamo = DynamoDbLocal.inMemory();
        try (DynamoDbClient client = dynamo.client()) {
            TableFile.read().createIn(client);
        }
    }

    @AfterAll
    static void stopDynamo() {
        dynamo.close();
    }

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/v1/chat/completions", PackedCommandIT::answer);
        provider.start();
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    @Test
    void itTellsWhatItIs() {
        assertThat(done("--version")).startsWith("tollgate ");
        assertThat(done("--help")).contains("reconcile", "replay", "usage");
        assertThat(done("reconcile", "--help")).contains("--tolerance");
        assertThat(done("completion", "bash")).contains("complete -F");
        assertThat(done("completion", "fish")).contains("complete -c tollgate", "-a login", "-l profile");
        assertThat(run("reconcile").status()).isEqualTo(ExitCode.USAGE);
        assertThat(run("kyes", "list").err()).contains("Did you mean", "keys");
    }

    @Test
    void itLogsInAndOut() throws IOException {
        Path out = folder.resolve("out");
        Map<String, String> environment = Map.of("XDG_CONFIG_HOME", folder.toString());
        assertThat(run(out, environment, "keys", "list").err()).startsWith("You are not logged in.");
        try (SimulatedGateway gateway = SimulatedGateway.start(false)) {
            Map<String, String> withToken = new HashMap<>(environment);
            withToken.put("TOLLGATE_CLI_TOKEN", "ey-a-token");
            assertThat(run(out, withToken, "login", gateway.url() + "/v1")).isEqualTo(new Typed(ExitCode.DONE, "", ""));
            assertThat(run(out, environment, "whoami")).isEqualTo(new Typed(ExitCode.DONE, "", ""));
            assertThat(out).content().contains(gateway.url().toString(), "ada", "admin");
            assertThat(run(out, environment, "logout").status()).isEqualTo(ExitCode.DONE);
            assertThat(run(out, environment, "whoami").err()).startsWith("You are not logged in.");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void itFailsWhereItsResultCannotBeWritten() {
        assertThat(run(Path.of("/dev/full"), Map.of(), "--version"))
                .isEqualTo(new Typed(ExitCode.UNWRITTEN, "", "The result could not be written to standard output.\n"));
    }

    @Test
    void itTellsWhichSettingOfTheEnvironmentIsWrong() {
        Path out = folder.resolve("out");

        assertThat(run(out, Map.of("TOLLGATE_DYNAMODB_ENDPOINT", "notaurl"), "usage"))
                .isEqualTo(new Typed(
                        ExitCode.FAILED,
                        "",
                        "TOLLGATE_DYNAMODB_ENDPOINT: expected a URL such as http://127.0.0.1:8000, got notaurl\n"));
        assertThat(run(out, Map.of("TOLLGATE_FRESH_CONFIG", "abc"), "usage").err())
                .isEqualTo("TOLLGATE_FRESH_CONFIG: Invalid duration: ***\n");
    }

    @Test
    void itConfiguresAndReadsTheBooks() throws IOException {
        Path file = Files.writeString(
                folder.resolve("t.yaml"), """
                providers:
                  openai: { kind: openai, base_url: "http://127.0.0.1:%d/v1", api_key: sk-good }
                aliases:
                  smart: { targets: [ { model: openai/gpt-4o-mini } ] }
                keys:
                                listed: { secret: sk-tollgate-listed, limits: { requests_per_minute: 3 }, budget: { usd: 1, per: total } }
                """.formatted(provider.getAddress().getPort()));
        differs("diff", file.toString(), "--local");
        assertThat(done("apply", file.toString(), "--local")).contains("Applied as version 1");
        assertThat(done("diff", file.toString(), "--local")).isNotEmpty();
        assertThat(done("history", "--local")).contains("VERSION");

        assertThat(done("keys", "create", "made", "--tag", "team=search", "--local"))
                .startsWith("sk-tollgate-");
        assertThat(done("keys", "list", "--local")).contains("listed", "made", "team=search");
        assertThat(done("keys", "list", "--local", "--json")).contains("\"made\"");
        assertThat(done("keys", "show", "made", "--local")).contains("search");
        assertThat(done("budgets", "--local")).contains("key listed", "total");
        assertThat(done("check", "--provider", "openai", "--local")).contains("works");

        Path log = Files.writeString(folder.resolve("gateway.log"), "14:43:12 ERROR " + line() + "\n");
        assertThat(done("replay", log.toString(), "--local")).startsWith("1 written, 0 settled already, 0 bad");
        assertThat(done("replay", log.toString(), "--local")).startsWith("0 written, 1 settled already, 0 bad");
        assertThat(done("usage", "--from", "2026-11-01", "--to", "2026-12-01", "--csv", "--local"))
                .contains("made,1,0,10,0,0,0,2,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0.000000,0.000042,0.000042");

        Path export = Files.writeString(folder.resolve("export.csv"), """
                start_time,num_model_requests,model,input_tokens,output_tokens
                2026-11-20,1,gpt-4o-mini-2024-07-18,10,2
                """);
        String[] reconcile = {"reconcile", export.toString(), "--provider", "openai", "--local"};
        assertThat(done(reconcile)).contains("Nothing differs in 1 groups.");
        Files.writeString(export, "2026-11-20,1,gpt-4o-mini-2024-07-18,1,1\n", StandardOpenOption.APPEND);
        differs(reconcile);
    }

    private String done(String... arguments) {
        Typed typed = run(arguments);
        assertThat(typed.status()).as("%s", typed).isEqualTo(ExitCode.DONE);
        return typed.out();
    }

    private void differs(String... arguments) {
        Typed typed = run(arguments);
        assertThat(typed.status()).as("%s", typed).isEqualTo(ExitCode.DIFFERENT);
    }

    private Typed run(String... arguments) {
        Path out = folder.resolve("out");
        Typed typed = run(out, Map.of(), arguments);
        try {
            return new Typed(typed.status(), Files.readString(out), typed.err());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Typed run(Path out, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(program());
        command.addAll(List.of(arguments));
        try {
            Path err = folder.resolve("err");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment()
                    .put("TOLLGATE_DYNAMODB_ENDPOINT", dynamo.endpoint().toString());
            builder.environment().putAll(environment);
            int status = builder.start().waitFor();
            return new Typed(status, "", Files.readString(err));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** The jar as {@code function/cli/tollgate} runs it. */
    private static List<String> program() {
        String program = System.getProperty("dev.tollgate.cli");
        return program == null || program.isEmpty()
                ? List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:+AutoCreateSharedArchive",
                        "-XX:SharedArchiveFile=" + classes.resolve("tollgate-cli.jsa"),
                        "-Xlog:disable",
                        "-Xlog:all=off",
                        "-jar",
                        ROOT.resolve("function/cli/target/tollgate-cli.jar").toString())
                : List.of(program);
    }

    /** As {@code tollgate.usage.unwritten} has it, with what counts in a budget. */
    private static String line() {
        return ("{'accepted_at':'2026-11-20T10:00:00.000Z','alias':'smart','attempts':[{'cached_tokens':0,"
                        + "'cache_write_tokens':0,'charge_micros':42,'completion_tokens':2,'cost_micros':42,"
                        + "'estimated':false,'model':'gpt-4o-mini','ms':7,'price_version':'v1','prompt_tokens':10,"
                        + "'provider':'openai','reasoning_tokens':0,'total_tokens':12}],'cache_write_tokens':0,"
                        + "'budgets':['BUDGET#KEY#made#month#UTC#2026-11-01#0'],'reserved_micros':900,"
                        + "'cached_tokens':0,'charge_micros':42,'completion_tokens':2,'cost_micros':42,"
                        + "'estimated':false,'key_id':'made','model':'gpt-4o-mini','outcome':'complete',"
                        + "'pk':'KEY#made#2026-11','price_version':'v1','prompt_tokens':10,'provider':'openai',"
                        + "'reasoning_tokens':0,'request_id':'req-1','settled_at':'2026-11-20T10:00:01.000Z',"
                        + "'sk':'2026-11-20T10:00:00.000Z#req-1','status':'settled','streamed':false,"
                        + "'tags':{'team':'search'},'total_ms':9,'total_tokens':12}")
                .replace('\'', '"');
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] body = """
                {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [{"index": 0, "message": \
                {"role": "assistant", "content": "Hello"}, "finish_reason": "length"}], "usage": {"prompt_tokens": 1, \
                "completion_tokens": 1, "total_tokens": 2}}""".getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
