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

/** Shows what policies do to a text, those of a file and those that were applied. */
@QuarkusTest
@WithTestResource(LocalDynamo.class)
class PoliciesLifeTest {
    private static final String POLICIES = """
            policies:
              tickets:
                prompts: { ticket: mask }
                answers: { ticket: redact }
                detectors: { ticket: { pattern: 'TICKET-[0-9]+' } }
              projects:
                prompts: { project: deny }
                detectors: { project: { words: [Bluebird] } }
            """;

    @Inject
    Instance<CommandLineFactory> commands;

    @TempDir
    Path folder;

    @Test
    void aTextIsShownAsItWouldLeave() throws IOException {
        Typed shown = test("Hello,\nsee TICKET-1 and TICKET-2.\n", "--policy", "tickets");

        assertThat(shown.status()).isEqualTo(ExitCode.DONE);
        assertThat(shown.out()).isEqualTo("Hello,\nsee <TICKET_1> and <TICKET_2>.\n");
        assertThat(shown.err()).isEqualTo("""
                LINE  COLUMN  DETECTOR  ACTION  POLICIES
                   2       5  ticket    mask    tickets
                   2      18  ticket    mask    tickets
                """);
        assertThat(test("nothing", "--policy", "tickets").err()).isEqualTo("Nothing found.\n");
    }

    @Test
    void aDeniedTextFails() throws IOException {
        Typed shown = test("Bluebird", "--json");

        assertThat(shown.status()).isEqualTo(ExitCode.FAILED);
        assertThat(shown.json().at("/denied").asText()).contains("'projects'").doesNotContain("Bluebird");
        assertThat(shown.json().at("/values/0/action").asText()).isEqualTo("deny");
    }

    @Test
    void answersHaveActionsOfTheirOwn() throws IOException {
        assertThat(test("TICKET-1", "--answer").out()).isEqualTo("[TICKET]\n");
    }

    @Test
    void theConfigTableIsTheDefault() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "TICKET-1");
        Typed before = Typed.in(commands.get(), "policies", "test", text.toString());
        assertThat(before.err()).startsWith("There are no content policies.");

        Typed.in(commands.get(), "apply", manifest().toString(), "--by", "tester")
                .text();

        Typed shown = Typed.in(commands.get(), "policies", "test", text.toString(), "--policy", "tickets");
        assertThat(shown.out()).isEqualTo("<TICKET_1>\n");
        assertThat(Typed.in(commands.get(), "policies", "test", text.toString(), "--policy", "x")
                        .err())
                .isEqualTo("There is no content policy x. There are: projects, tickets.\n");
        assertThat(Typed.in(commands.get(), "policies").status()).isEqualTo(ExitCode.USAGE);
    }

    private Typed test(String text, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("text"), text);
        String[] arguments = new String[options.length + 5];
        System.arraycopy(
                new String[] {
                    "policies",
                    "test",
                    file.toString(),
                    "--manifest",
                    manifest().toString()
                },
                0,
                arguments,
                0,
                5);
        System.arraycopy(options, 0, arguments, 5, options.length);
        return Typed.in(commands.get(), arguments);
    }

    private Path manifest() throws IOException {
        return Files.writeString(folder.resolve("tollgate.yaml"), POLICIES);
    }
}
