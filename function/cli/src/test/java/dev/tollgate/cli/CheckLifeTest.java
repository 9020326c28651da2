package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks providers' keys against a provider that accepts one of them. */
@QuarkusTest
@WithTestResource(LocalDynamo.class)
class CheckLifeTest {
    private static final String ANSWER = """
            {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [{"index": 0, "message": \
            {"role": "assistant", "content": "Hello"}, "finish_reason": "length"}], "usage": {"prompt_tokens": 1, \
            "completion_tokens": 1, "total_tokens": 2}}""";

    @TempDir
    Path folder;

    @Inject
    Instance<CommandLineFactory> commands;

    private HttpServer provider;

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/v1/chat/completions", CheckLifeTest::answer);
        provider.start();
        Path file = Files.writeString(folder.resolve("t.yaml"), """
                providers:
                  good:    { kind: openai, base_url: "%1$s", api_key: sk-good }
                  bad:     { kind: openai, base_url: "%1$s", api_key: sk-bad }
                  absent:  { kind: openai, base_url: "%1$s", api_key: "env:TOLLGATE_TEST_NOBODY_SETS_THIS" }
                  nameless: { kind: openai, base_url: "%1$s", api_key: sk-good }
                aliases:
                  all: { targets: [ { model: good/m }, { model: bad/m }, { model: absent/m }, { model: echo/echo-1 } ] }
                """.formatted(
                        "http://127.0.0.1:" + provider.getAddress().getPort() + "/v1"));
        Typed.in(commands.get(), "apply", file.toString()).text();
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    @Test
    void eachProviderIsReportedWithItsError() {
        Typed check = Typed.in(
                commands.get(),
                "check --provider absent --provider bad --provider good --provider nameless".split(" "));

        assertThat(check.status()).isEqualTo(ExitCode.FAILED);
        assertThat(check.out()).doesNotContain("sk-");
        assertThat(check.out().lines().map(line -> line.replaceAll(" +", " ")))
                .satisfiesExactlyInAnyOrder(
                        head -> assertThat(head).startsWith("PROVIDER KEY MODEL STATE"),
                        line -> assertThat(line)
                                .isEqualTo(
                                        "absent env:TOLLGATE_TEST_NOBODY_SETS_THIS m fails The provider's secret"
                                                + " env:TOLLGATE_TEST_NOBODY_SETS_THIS cannot be read (the variable is not set)."),
                        line -> assertThat(line)
                                .isEqualTo(
                                        "bad (plain text) m fails bad refused the gateway's credentials (status 401)."),
                        line -> assertThat(line).matches("good \\(plain text\\) m works \\d+"),
                        line -> assertThat(line)
                                .isEqualTo(
                                        "nameless (plain text) not asked no alias names one of its models; use --model"
                                                + " nameless/MODEL"));
    }

    @Test
    void aProviderThatNoAliasUsesFailsNobodyUnlessItIsNamed() throws IOException {
        String text = Files.readString(folder.resolve("t.yaml"));
        Path file = Files.writeString(
                folder.resolve("good.yaml"),
                text.lines()
                        .map(line -> line.contains("bad:") || line.contains("absent:")
                                ? "  # " + line.strip()
                                : line.replaceAll(" \\{ model: (bad|absent)/m },", ""))
                        .collect(Collectors.joining("\n")));
        Typed.in(commands.get(), "apply", file.toString(), "--yes");

        assertThat(Typed.in(commands.get(), "check", "--provider", "nameless").status())
                .isEqualTo(ExitCode.FAILED);
        Typed all = Typed.in(commands.get(), "check", "--json");
        assertThat(all.json())
                .filteredOn(one -> !one.get("provider").asText().equals("echo"))
                .extracting(one -> one.get("state").asText())
                .containsExactlyInAnyOrder("works", "not asked");
    }

    @Test
    void aProviderThatAnAliasNeedsAfterOthersIsChecked() throws IOException {
        String text = Files.readString(folder.resolve("t.yaml"));
        String providers = text.substring(0, text.indexOf("aliases:"));
        String entry = providers
                .lines()
                .filter(line -> line.contains("good:"))
                .findFirst()
                .orElseThrow();
        String others = Stream.of("night", "hard", "later", "cheap", "judge")
                .map(name -> entry.replace("good:", name + ":") + "\n")
                .collect(Collectors.joining());
        Path file = Files.writeString(folder.resolve("later.yaml"), providers + others + """
                aliases:
                  plain:
                    targets: [ { model: good/m } ]
                    schedule: [ { days: sat, from: "10:00", to: "11:00", zone: UTC, targets: [ { model: night/m } ] } ]
                    fallback: [ later/m ]
                    when_budget_spent: [ cheap/m ]
                  tiered:
                    tiers: { simple: plain, complex: hard/m }
                    judge: { model: judge/m }
                """);
        Typed.in(commands.get(), "apply", file.toString(), "--yes").text();

        for (String name : List.of("night", "hard", "later", "cheap", "judge")) {
            assertThat(Typed.in(commands.get(), "check", "--provider", name, "--json")
                            .json()
                            .get(0)
                            .get("state")
                            .asText())
                    .as(name)
                    .isEqualTo("works");
        }
    }

    @Test
    void aModelCanBeNamed() {
        Typed check = Typed.in(commands.get(), "check", "--provider", "nameless", "--model", "nameless/m", "--json");

        assertThat(check.status()).isEqualTo(ExitCode.DONE);
        assertThat(check.json()).hasSize(1);
        assertThat(check.json().get(0).get("state").asText()).isEqualTo("works");
    }

    @Test
    void anUnknownProviderIsReported() {
        assertThat(Typed.in(commands.get(), "check", "--model", "m").status()).isEqualTo(ExitCode.USAGE);
        assertThat(Typed.in(commands.get(), "check", "--provider", "nobody").err())
                .startsWith("The config table has no provider nobody. It has: absent, bad, echo, good, nameless.");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        boolean known = "Bearer sk-good".equals(exchange.getRequestHeaders().getFirst("authorization"));
        byte[] body = (known ? ANSWER : "{\"error\": {\"message\": \"no such key\"}}").getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(known ? 200 : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
