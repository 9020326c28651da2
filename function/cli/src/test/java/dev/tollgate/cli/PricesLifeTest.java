package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applies price lists, shows which one is in force, and removes them. */
@QuarkusTest
@WithTestResource(LocalDynamo.class)
class PricesLifeTest {
    @Inject
    Instance<CommandLineFactory> commands;

    @TempDir
    Path folder;

    @Test
    void aListIsAppliedShownAndRemoved() throws IOException {
        Path file = list("2999-01-01", "\"a/m\": {\"input\": 1, \"output\": 2}");
        assertThat(prices("apply", file.toString(), "--by", "tester").text())
                .contains("+ a/m\n", "- openai/gpt-5\n")
                .contains("1 prices of 2999-01-01 applied: 1 added, ");

        Typed shown = prices("show", "--json");
        assertThat(shown.json().at("/applied/version").asText()).isEqualTo("2999-01-01");
        assertThat(shown.json().at("/applied/by").asText()).isEqualTo("tester");
        assertThat(shown.json().at("/applied/in_force").asBoolean()).isTrue();
        assertThat(shown.json().at("/packaged/in_force").asBoolean()).isFalse();
        assertThat(prices("show").text())
                .startsWith("LIST")
                .contains("2999-01-01")
                .contains("tester");

        Typed changed = prices(
                "apply",
                list("2999-02-01", "\"a/m\": {\"input\": 3, \"output\": 2}").toString(),
                "--json");
        assertThat(changed.json().at("/changed/0").asText()).isEqualTo("a/m");
        assertThat(changed.json().get("added")).isEmpty();

        assertThat(prices("remove").err()).startsWith("Removed.");
        assertThat(prices("remove").err()).isEqualTo("No price list was applied.\n");
        assertThat(prices("show", "--json").json().has("applied")).isFalse();
    }

    @Test
    void anOlderListIsAppliedWithARemark() throws IOException {
        Typed applied =
                prices("apply", list("2020-01-01", "\"a/m\": {\"input\": 1}").toString());
        assertThat(applied.status()).isEqualTo(ExitCode.DONE);
        assertThat(applied.err()).startsWith("Gateways of this version bring a newer list along, of 20");
        prices("remove");
    }

    @Test
    void whatIsNoListIsRefused() throws IOException {
        Path file = list("soon", "\"a/m\": {\"input\": 1}");
        assertThat(prices("apply", file.toString()))
                .isEqualTo(new Typed(
                        ExitCode.FAILED,
                        "",
                        file + ": its version is not a date, such as 2026-09-23. Nothing was written.\n"));
        assertThat(prices("apply", folder.resolve("none").toString()).err()).contains("there is no such file");
        assertThat(Typed.in(commands.get(), "prices").status()).isEqualTo(ExitCode.USAGE);
    }

    private Path list(String version, String prices) throws IOException {
        return Files.writeString(
                folder.resolve("list.json"),
                "{\"version\": \"" + version + "\", \"source\": \"a test\", \"prices\": {" + prices + "}}");
    }

    private Typed prices(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "prices";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Typed.in(commands.get(), all);
    }
}
