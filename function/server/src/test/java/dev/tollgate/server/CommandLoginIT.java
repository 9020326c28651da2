package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tollgate.admin.oidc.IdentityProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packed command line at the packaged server, for somebody whom a certified identity provider knows. */
@Tag("server")
@DisabledOnOs(OS.WINDOWS)
class CommandLoginIT {
    private static final Path ROOT = Path.of(System.getProperty("dev.tollgate.root"));
    /** The command line starts a JVM each time, on a machine that runs other tests. */
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private static final Pattern PAGE = Pattern.compile("http://\\S+client_id=\\S+");

    @TempDir
    Path home;

    @Test
    void aPersonLogsInCreatesAKeyAndReadsItsUsage() throws IOException, InterruptedException {
        try (IdentityProvider provider = IdentityProvider.start();
                RunningGateway gateway = RunningGateway.with(
                        "aliases: { demo: { targets: [ { model: echo/echo-1 } ] } }",
                        "TOLLGATE_ADMIN_OIDC_ISSUER",
                        provider.issuer(),
                        "TOLLGATE_ADMIN_OIDC_CLIENT_ID",
                        "tollgate",
                        "TOLLGATE_ADMIN_OIDC_CLIENT_SECRET",
                        IdentityProvider.CLIENT_SECRET,
                        "TOLLGATE_ADMIN_OIDC_CLI_CLIENT_ID",
                        IdentityProvider.COMMAND_LINE,
                        "TOLLGATE_ADMIN_OIDC_ROLES_ADMIN",
                        "platform")) {
            Process login = start("login", gateway.url().toString());
            assertThat(provider.loginOfProgram(page(), "ada")).contains("You can close this page");
            assertThat(ended(login)).as(output("err")).isZero();
            assertThat(output("out")).contains("as Ada Lovelace, admin");

            assertThat(done("whoami")).contains("Ada Lovelace", "oidc");
            String secret =
                    done("keys", "create", "of-ada", "--tag", "team=search").strip();
            assertThat(secret).startsWith("sk-tollgate-");
            assertThat(chat(gateway.url(), secret)).isEqualTo(200);
            await().atMost(TIMEOUT).untilAsserted(() -> assertThat(done("usage", "--group-by", "key"))
                    .contains("of-ada"));
            assertThat(done("logout")).startsWith("Logged out of ");
        }
    }

    /** The page that the command shows, as there is no browser here. */
    private URI page() {
        return await().atMost(TIMEOUT)
                .until(
                        () -> Optional.of(PAGE.matcher(output("err")))
                                .filter(Matcher::find)
                                .map(found -> URI.create(found.group())),
                        Optional::isPresent)
                .orElseThrow();
    }

    private String done(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        assertThat(ended(process)).as(output("err")).isZero();
        return output("out");
    }

    private static int chat(URI gateway, String secret) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(gateway.resolve("/v1/chat/completions"))
                    .header("authorization", "Bearer " + secret)
                    .header("content-type", "application/json")
                    .POST(BodyPublishers.ofString(
                            "{\"model\": \"demo\", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]}"))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private static int ended(Process process) throws InterruptedException {
        assertThat(process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String output(String name) throws IOException {
        return Files.readString(home.resolve(name));
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:disable",
                "-jar",
                ROOT.resolve("function/cli/target/tollgate-cli.jar").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(home.resolve("out").toFile())
                .redirectError(home.resolve("err").toFile());
        builder.environment().put("XDG_CONFIG_HOME", home.toString());
        // A desktop would open its browser.
        builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY"));
        return builder.start();
    }
}
