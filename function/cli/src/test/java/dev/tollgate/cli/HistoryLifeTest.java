package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The life of a configuration, step by step: apply, compare, change, roll back. */
@QuarkusTest
@WithTestResource(LocalDynamo.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HistoryLifeTest {
    private static final String FIRST = """
            providers:
              local: { kind: openai, base_url: "http://127.0.0.1:1/v1", api_key: sk-the-providers-own }
            aliases:
              cheap: { targets: [ { model: local/small } ] }
              smart: { targets: [ { model: local/large } ] }
            keys:
              team-a: { secret: sk-the-teams-own }
            """;

    private static final String SECOND = """
            providers:
              local: { kind: openai, base_url: "http://127.0.0.1:1/v1", api_key: "env:HOME" }
            aliases:
              cheap: { targets: [ { model: local/small, weight: 3 } ] }
            keys:
              team-a: { secret: sk-the-teams-own, disabled: true }
            """;

    @TempDir
    static Path folder;

    @Inject
    Instance<CommandLineFactory> commands;

    @Test
    @Order(1)
    void nothingHasBeenAppliedYet() {
        assertThat(type("history"))
                .isEqualTo(new Typed(0, "", "Nothing has been applied with `tollgate apply` yet.\n"));
    }

    @Test
    @Order(2)
    void aNewFileIsComparedAndAppliedAsVersionOne() throws IOException {
        Typed diff = type("diff", file("first.yaml", FIRST));
        Typed apply = type("apply", file("first.yaml", FIRST), "--by", "ann");

        assertThat(diff.status()).isEqualTo(ExitCode.DIFFERENT);
        assertThat(diff.out()).contains("+ alias#cheap", "+ provider#local", "+ key#team-a", "Would apply: 5 added.");
        assertThat(diff.out()).contains("api_key: (plain text)").doesNotContain("sk-the");
        assertThat(apply.text()).containsPattern("Applied as version 1 \\([0-9a-f]{12}\\): 5 added\\.");
    }

    @Test
    @Order(3)
    void theSameFileAgainMakesNoNewVersion() throws IOException {
        assertThat(type("diff", file("first.yaml", FIRST)).text()).isEqualTo("No differences.\n");
        assertThat(type("apply", file("first.yaml", FIRST)).text())
                .isEqualTo("Nothing to apply: the table already matches.\n");
    }

    @Test
    @Order(4)
    void aChangeIsShownFieldByFieldAndAppliedAsVersionTwo() throws IOException {
        Typed diff = type("diff", file("second.yaml", SECOND));
        assertThat(diff).isEqualTo(new Typed(ExitCode.DIFFERENT, """
                ~ provider#local
                    api_key: (plain text) → env:HOME
                ~ alias#cheap
                    targets[0].weight: 3
                ~ key#team-a
                    disabled: false → true
                - alias#smart
                Would apply: 3 changed, 1 removed.
                """, ""));

        Typed refused = type("apply", file("second.yaml", SECOND));
        assertThat(refused.err())
                .endsWith("second.yaml: applying it removes 1 document from the config table: alias#smart."
                        + " Add --yes to apply it.\n");

        Typed apply = type("apply", file("second.yaml", SECOND), "--by", "bob", "--json", "--yes");
        assertThat(apply.json().get("version").asInt()).isEqualTo(2);
        assertThat(apply.json().get("changes")).hasSize(4);
    }

    @Test
    @Order(5)
    void theHistoryShowsWhoAppliedAFileAndNoSecret() {
        assertThat(type("history").text().lines().map(line -> line.replaceAll("\\s+\\S+T\\S+Z\\s+", " ")))
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("VERSION"),
                        second -> assertThat(second).matches("\\s+2 bob\\s+[0-9a-f]{12}"),
                        first -> assertThat(first).matches("\\s+1 ann\\s+[0-9a-f]{12}"));
        assertThat(type("history", "1").text())
                .contains("secret: sha256:")
                .contains("api_key: withheld:plain-text")
                .doesNotContain("sk-the");
    }

    @Test
    @Order(6)
    void aVersionWithAWithheldSecretCannotBeRestored() {
        assertThat(type("rollback", "1"))
                .isEqualTo(new Typed(
                        ExitCode.FAILED,
                        "",
                        "Version 1 had a provider's key in plain text, which the history does not keep: apply the file"
                                + " itself.\n"));
    }

    @Test
    @Order(7)
    void aVersionIsRestoredAsANewOne() throws IOException {
        type("apply", file("third.yaml", SECOND.replace("disabled: true", "disabled: false")), "--by", "bob")
                .text();

        assertThat(type("rollback", "2", "--by", "eve").text())
                .contains("disabled: false → true", "Applied as version 4");
        assertThat(type("history", "--json").json().get(0).get("restores").asInt())
                .isEqualTo(2);
        assertThat(type("diff", file("second.yaml", SECOND)).text()).isEqualTo("No differences.\n");
        assertThat(type("history", "4").text()).isEqualTo(type("history", "2").text());
    }

    @Test
    @Order(8)
    void aMissingVersionOrFileIsReported() {
        assertThat(type("rollback", "99")).isEqualTo(new Typed(ExitCode.FAILED, "", "There is no version 99.\n"));
        assertThat(type("apply", "nowhere.yaml"))
                .isEqualTo(new Typed(ExitCode.FAILED, "", "nowhere.yaml: there is no such file\n"));
    }

    @Test
    @Order(9)
    void allMistakesOfAFileAreReportedWithTheirLinesAndNothingIsApplied() throws IOException {
        Typed apply = type("apply", file("wrong.yaml", "aliases:\n  a: { targets: [] }\nkeys:\n  b: { limit: 1 }\n"));

        assertThat(apply.status()).isEqualTo(ExitCode.FAILED);
        assertThat(apply.err().lines().map(line -> line.substring(line.lastIndexOf('/') + 1)))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isEqualTo(
                                        "wrong.yaml:2: aliases.a.targets: expected at least one target, got an empty list"),
                        second -> assertThat(second)
                                .startsWith("wrong.yaml:4: keys.b.limit: unknown field; known here: "),
                        third -> assertThat(third)
                                .startsWith(
                                        "wrong.yaml:4: keys.b: expected the field secret (the key itself, env:NAME or"));
        assertThat(type("history", "--json").json()).hasSize(4);
    }

    @Test
    @Order(10)
    void aFileWithoutEntriesIsNotAppliedByMistake() throws IOException {
        String empty = file("empty.yaml", "# cut off\nproviders:\naliases: {}\n");
        Typed diff = type("diff", empty);
        Typed apply = type("apply", empty);

        String reason = empty + ": the file has no entries, and applying it removes 2 documents from the config table:"
                + " alias#cheap, provider#local.";
        assertThat(diff)
                .isEqualTo(new Typed(
                        ExitCode.DIFFERENT,
                        "- alias#cheap\n- provider#local\nWould apply: 2 removed.\n",
                        reason + " `tollgate apply` asks before it does so.\n"));
        assertThat(apply).isEqualTo(new Typed(ExitCode.FAILED, "", reason + " Add --yes to apply it.\n"));
        assertThat(type("history", "--json").json()).hasSize(4);

        assertThat(type("apply", empty, "--yes").text()).contains("Applied as version 5", "2 removed");
        assertThat(type("apply", empty).text()).isEqualTo("Nothing to apply: the table already matches.\n");
        type("rollback", "4").text();
        assertThat(type("rollback", "5").status()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    @Order(11)
    void standardInputCanReplaceTheFile() {
        assertThat(typeWith(SECOND, "diff", "-").text()).isEqualTo("No differences.\n");
        assertThat(typeWith("", "apply", "-").err()).startsWith("standard input: the file has no entries");
        assertThat(typeWith("a: b", "diff", "-").err()).startsWith("standard input:1: a: unknown field");
    }

    @Test
    @Order(12)
    void aBudgetWithoutAnyKeyIsReported() throws IOException {
        Typed.in(commands.get(), "keys", "create", "made", "--tag", "team=ads");
        String budgets = file("budgets.yaml", SECOND.replace("disabled: true", "tags: { team: search }") + """
                budgets:
                  team=search: { usd: 1, per: day }
                  team=ads: { usd: 1, per: day }
                  team=serach: { usd: 1, per: day }
                """);

        String warning = budgets
                + ":10: The budget of team=serach has no effect: no key in the file or the table has this tag.\n";
        assertThat(type("diff", budgets).err()).isEqualTo(warning);
        assertThat(type("apply", budgets).err()).isEqualTo(warning);
    }

    private Typed typeWith(String input, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return type(arguments);
        } finally {
            System.setIn(before);
        }
    }

    private Typed type(String... arguments) {
        return Typed.in(commands.get(), arguments);
    }

    private static String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
