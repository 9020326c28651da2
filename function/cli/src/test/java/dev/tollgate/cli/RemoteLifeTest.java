package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.dynamodb.FreePorts;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands at a gateway: the admin API answers over HTTP, and nothing else reaches its tables. */
@QuarkusTest
@TestProfile(RemoteLifeTest.ServedApi.class)
@WithTestResource(value = LocalDynamo.class, initArgs = @ResourceArg(name = "direct", value = "false"))
class RemoteLifeTest {
    private static final String TOKEN = "tga-a-token-of-more-than-32-characters";
    private static final String CONFIG = """
            providers:
              local: { kind: openai, base_url: "http://127.0.0.1:1/v1", api_key: "env:HOME" }
            aliases:
              smart: { targets: [ { model: local/small } ] }
            policies:
              mail: { prompts: { email: mask } }
            """;

    @Inject
    Instance<CommandLineFactory> commands;

    @TempDir
    Path folder;

    /** The admin API on a port of this process. */
    public static final class ServedApi implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            int port = FreePorts.free();
            return Map.of(
                    "quarkus.http.host-enabled",
                    "true",
                    "quarkus.http.test-port",
                    String.valueOf(port),
                    "tollgate.admin.enabled",
                    "true",
                    "tollgate.admin.token",
                    TOKEN,
                    "tollgate.cli.url",
                    "http://localhost:" + port,
                    "tollgate.cli.token",
                    TOKEN);
        }
    }

    @Test
    void itSaysWhoOneIs() {
        assertThat(type("whoami").out())
                .contains("gateway", "http://localhost:")
                .containsPattern("role +admin");
    }

    @Test
    void aKeyLivesAsOnTheTables() {
        Typed create = type(
                "keys",
                "create",
                "team-a",
                "--requests-per-minute",
                "60",
                "--tag",
                "team=search",
                "--set",
                "budgets=[{usd: 2.50, per: day}, {usd: 100, per: total, hard: false}]");

        assertThat(create.out().strip()).startsWith("sk-tollgate-");
        assertThat(type("keys", "list").text())
                .containsPattern("team-a +enabled +60 requests/min, 2.50 USD/day, 100.00 USD in total \\(soft\\)")
                .contains("team=search");
        assertThat(type("keys", "disable", "team-a").text()).startsWith("The key team-a is disabled.");
        assertThat(type("keys", "show", "team-a", "--json").json().path("state").asText())
                .isEqualTo("disabled");
        assertThat(type(
                                "keys",
                                "rotate",
                                "team-a",
                                "--old-until",
                                Instant.now().plus(Duration.ofDays(30)).toString())
                        .out())
                .startsWith("sk-tollgate-");
        assertThat(type("keys", "show", "team-a").out()).contains("old_until");
        assertThat(type("keys", "delete", "team-a", "--yes").text()).startsWith("The key team-a is deleted.");
        assertThat(type("keys", "show", "team-a"))
                .isEqualTo(new Typed(ExitCode.FAILED, "", "There is no key team-a.\n"));
    }

    @Test
    void aFileIsAppliedAndTakenBack() throws IOException {
        String own = CONFIG.replace("smart:", "own:");
        String first = file(own);
        assertThat(type("apply", first, "--yes").out()).contains("+ alias#own");
        assertThat(type("diff", first).out()).isEqualTo("No differences.\n");
        assertThat(type("apply", first).out()).isEqualTo("Nothing to apply: the table already matches.\n");
        int version = type("history", "--json").json().get(0).path("version").asInt();

        type("keys", "create", "own-only", "--alias", "own");
        String second = file(own.replace("own:", "clever:"));
        Typed diff = type("diff", second);
        assertThat(diff.status()).isEqualTo(ExitCode.DIFFERENT);
        assertThat(diff.err()).contains("An alias that it removes is named by key own-only.");
        assertThat(type("apply", second).err()).contains("removes 1 document", "Add --yes");
        assertThat(type("apply", second, "--yes").out()).contains("- alias#own", "+ alias#clever");
        type("keys", "create", "clever-only", "--alias", "clever");
        Typed rollback = type("rollback", String.valueOf(version), "--yes");
        assertThat(rollback.err()).contains("An alias that it removes is named by key clever-only.");
        assertThat(rollback.out()).contains("+ alias#own", "- alias#clever");
        assertThat(type("history", String.valueOf(version)).text()).isEqualTo(own);

        Typed wrong = type("apply", file("aliases: { a: { targets: [] } }"));
        assertThat(wrong.status()).isEqualTo(ExitCode.FAILED);
        assertThat(wrong.err()).contains("t.yaml:1: aliases.a");
    }

    @Test
    void entriesAreShownChangedAndRemoved() throws IOException {
        type("apply", file(CONFIG), "--yes");
        String definition = folder.resolve("alias.yaml").toString();
        Files.writeString(Path.of(definition), "targets:\n  - model: local/large\n");

        assertThat(type("set", "aliases", "big", definition).text()).startsWith("The alias big is created.");
        assertThat(type("get", "aliases").text()).contains("big", "local/large");
        assertThat(type("get", "aliases", "bgi").err()).isEqualTo("There is no alias bgi. Did you mean big?\n");
        type("keys", "create", "big-only", "--alias", "big");
        assertThat(type("delete", "aliases", "big").err()).contains("named by key big-only", "Add --yes");
        assertThat(type("delete", "aliases", "big", "--yes").text()).startsWith("The alias big is deleted.");

        Files.writeString(Path.of(definition), "name: Search\nbudget: { amount_usd: 50, period: month }\n");
        assertThat(type("set", "teams", "search", definition).text()).startsWith("The team search is created.");
        assertThat(type("get", "teams").text()).contains("Search", "50.00 USD/month");
        assertThat(type("delete", "teams", "search", "--yes").text()).startsWith("The team search is deleted.");
        assertThat(type("get", "providers").text()).contains("local", "openai");
    }

    @Test
    void whatIsOnlyReadIsThere() throws IOException {
        type("apply", file(CONFIG), "--yes");
        Path text = Files.writeString(folder.resolve("text.txt"), "Write to jane@example.com");

        assertThat(type("usage", "--csv").text()).startsWith("key,requests");
        assertThat(type("budgets").status()).isEqualTo(ExitCode.DONE);
        assertThat(type("requests").err()).isEqualTo("There are no such requests.\n");
        assertThat(type("health").err()).isEqualTo("No target was called in the last minute.\n");
        assertThat(type("prices", "show").text()).contains("packaged", "yes");
        assertThat(type("cache", "clear", "--all").text()).isEqualTo("0 answers removed.\n");
        assertThat(type("policies", "test", text.toString()).out()).doesNotContain("jane@example.com");
    }

    @Test
    void aPriceListIsAppliedReplacedAndRemoved() throws IOException {
        Path file = Files.writeString(
                folder.resolve("prices.json"),
                "{\"version\": \"2099-01-01\", \"source\": \"a test\", \"prices\": {\"openai/new\": {\"input\": 1}}}");
        for (int time = 1; time <= 2; time++) {
            assertThat(type("prices", "apply", file.toString()).text()).contains("1 prices of 2099-01-01 applied");
        }
        assertThat(type("prices", "remove").status()).isEqualTo(ExitCode.DONE);
        assertThat(type("prices", "show").text()).doesNotContain("2099-01-01");
    }

    @Test
    void whatNeedsTheTablesSaysSo() {
        assertThat(type("replay", "gateway.log").err())
                .startsWith("`tollgate replay` works on the tables only: add --direct");
        assertThat(type("keys", "delete", "x", "--yes", "--by", "ada").err())
                .startsWith("--by: the gateway records who you are");
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("t.yaml"), text).toString();
    }

    private Typed type(String... arguments) {
        return Typed.in(commands.get(), arguments);
    }
}
