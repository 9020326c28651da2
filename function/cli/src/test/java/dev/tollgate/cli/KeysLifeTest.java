package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.auth.Keys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a key, as the gateway sees it by its secret. */
@QuarkusTest
@WithTestResource(LocalDynamo.class)
class KeysLifeTest {
    private static final Instant NEW_YEAR = Instant.parse("2099-01-01T00:00:00Z");

    private final Instant inAMonth = Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);

    @Inject
    Instance<CommandLineFactory> commands;

    @Inject
    Keys keys;

    @Test
    void aKeyIsCreatedWithAllSettingsAndFoundByItsSecret() {
        Typed create = type(
                "keys",
                "create",
                "full",
                "--requests-per-minute",
                "60",
                "--tokens-per-minute",
                "1000",
                "--concurrent",
                "4",
                "--expires",
                "2099-01-01",
                "--alias",
                "openai/gpt-4o",
                "--tag",
                "team=search",
                "--tag",
                "cost center=4711",
                "--set",
                "on_store_failure=allow");

        String secret = create.out().strip();
        assertThat(secret).matches("sk-tollgate-[A-Za-z0-9_-]{43}");
        assertThat(create.err()).contains("cannot be shown again");
        ApiKey found = find(secret).orElseThrow();
        assertThat(found.id()).isEqualTo("full");
        assertThat(found.expires()).isEqualTo(NEW_YEAR);
        assertThat(found.aliases()).isEqualTo(Set.of("openai/gpt-4o"));
        assertThat(found.limits().requestsPerMinute()).isEqualTo(60);
        assertThat(found.limits().tokensPerMinute()).isEqualTo(1000);
        assertThat(found.limits().concurrent()).isEqualTo(4);
        assertThat(found.onStoreFailure()).isEqualTo(ApiKey.OnStoreFailure.ALLOW);
        assertThat(found.tags()).isEqualTo(Map.of("team", "search", "cost center", "4711"));
        assertThat(type("keys", "show", "full").text())
                .contains("on_store_failure")
                .doesNotContain(secret);
        assertThat(type("keys", "list").text())
                .contains("60 requests/min, 1000 tokens/min, 4 at once")
                .doesNotContain(secret);
    }

    @Test
    void anIdIsUnique() {
        type("keys", "create", "once");

        assertThat(type("keys", "create", "once"))
                .isEqualTo(new Typed(
                        ExitCode.FAILED, "", "The key once already exists. Rotate it to give it a new secret.\n"));
    }

    @Test
    void aDisabledKeyStaysDisabledUntilItIsEnabled() {
        String secret = type("keys", "create", "blocked").out().strip();

        assertThat(type("keys", "disable", "blocked").text()).startsWith("The key blocked is disabled.");
        assertThat(find(secret).orElseThrow().disabled()).isTrue();
        assertThat(type("keys", "enable", "blocked", "--json")
                        .json()
                        .get("state")
                        .asText())
                .isEqualTo("enabled");
    }

    @Test
    void aDeletedKeyIsGoneWithAllItsSecrets() {
        type("keys", "create", "gone");
        type("keys", "rotate", "gone", "--old-until", inAMonth.toString());

        assertThat(type("keys", "delete", "gone").err()).contains("stop working for good", "Add --yes to delete it.");
        assertThat(type("keys", "show", "gone").status()).isEqualTo(ExitCode.DONE);
        assertThat(type("keys", "delete", "gone", "--yes", "--json")
                        .json()
                        .get("deleted")
                        .asBoolean())
                .isTrue();
        assertThat(type("keys", "show", "gone").err()).startsWith("There is no key gone.");
        assertThat(type("keys", "delete", "gone", "--yes").status()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aNewSecretEndsTheOldOne() {
        String old = type("keys", "create", "rotated", "--requests-per-minute", "7")
                .out()
                .strip();

        String fresh =
                type("keys", "rotate", "rotated", "--json").json().get("secret").asText();

        assertThat(find(fresh).orElseThrow().limits().requestsPerMinute()).isEqualTo(7);
        assertThat(find(old)).isEmpty();
    }

    @Test
    void theOldSecretCanWorkUntilATimeAndIsDisabledWithTheNewOne() {
        String old = type("keys", "create", "overlap").out().strip();

        String fresh = type("keys", "rotate", "overlap", "--old-until", inAMonth.toString())
                .out()
                .strip();
        type("keys", "disable", "overlap");

        assertThat(find(old).orElseThrow().expires()).isEqualTo(inAMonth);
        assertThat(find(old).orElseThrow().disabled()).isTrue();
        assertThat(find(fresh).orElseThrow().expires()).isNull();
        assertThat(find(fresh).orElseThrow().disabled()).isTrue();
        assertThat(type("keys", "show", "overlap", "--json")
                        .json()
                        .path("old_until")
                        .asText())
                .isEqualTo(inAMonth.toString());
        assertThat(type("keys", "rotate", "overlap").status()).isEqualTo(ExitCode.DONE);
        assertThat(type("keys", "show", "overlap", "--json").json().has("old_until"))
                .isFalse();
    }

    @Test
    void aKeyOfTheFileIsChangedWithAWarning(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("t.yaml"), "keys: { filed: { secret: sk-of-the-file } }");
        type("apply", file.toString());

        Typed disable = type("keys", "disable", "filed");

        assertThat(disable.status()).isEqualTo(ExitCode.DONE);
        assertThat(disable.err()).contains("names the key filed: change it there, too");
    }

    @Test
    void mistakesAreReportedWithTheirFields() {
        assertThat(type(
                                "keys",
                                "create",
                                "wrong",
                                "--requests-per-minute",
                                "0",
                                "--alias",
                                "nobody",
                                "--set",
                                "limit=1")
                        .err()
                        .lines())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .startsWith("keys.wrong.limits.requests_per_minute: expected a whole number from 1"),
                        line -> assertThat(line)
                                .startsWith("keys.wrong.aliases[0]: expected an alias, or provider/model"),
                        line -> assertThat(line).startsWith("keys.wrong.limit: unknown field"));
        assertThat(type("keys", "create", "a#b").err()).startsWith("keys.a#b: expected an id such as team-a");
        assertThat(type("keys", "rotate", "nobody"))
                .isEqualTo(new Typed(ExitCode.FAILED, "", "There is no key nobody.\n"));
        assertThat(type("keys", "rotate", "nobody", "--old-until", "1999-01-01").status())
                .isEqualTo(ExitCode.USAGE);
        assertThat(type("keys", "create", "x", "--concurrent", "many").status()).isEqualTo(ExitCode.USAGE);
        assertThat(type("keys").status()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void budgetsAreAmongTheLimits() {
        type("keys", "create", "paid", "--set", "budgets=[{usd: 2.50, per: day}, {usd: 100, per: total, hard: false}]");

        assertThat(type("keys", "list").text())
                .containsPattern("paid +enabled +2.50 USD/day, 100.00 USD in total \\(soft\\)");
    }

    @Test
    void aKeyThatHasAlreadyExpiredIsCreatedWithARemark() {
        Typed create = type("keys", "create", "late", "--expires", "2020-01-01");

        assertThat(create.status()).isEqualTo(ExitCode.DONE);
        assertThat(create.err()).endsWith("This key has already expired, at 2020-01-01T00:00:00Z.\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tags={a: b} , disabled: true",
                "on_store_failure=allow, disabled: true",
                "on_store_failure=allow\ndisabled: true",
                "on_store_failure=allow\u0085disabled: true",
                "on_store_failure: allow, disabled=true",
                "on_store_failure=allow\n---\ndisabled: true"
            })
    void eachSetOptionSetsOneFieldOnly(String smuggled) {
        Typed create = type("keys", "create", "smuggled", "--set", smuggled);

        assertThat(create.status()).as("%s", create).isNotEqualTo(ExitCode.DONE);
        assertThat(type("keys", "show", "smuggled").status()).isEqualTo(ExitCode.FAILED);
    }

    /** Looks up a key as the gateway does. It caches misses for a while, so each test looks up a secret once. */
    private Optional<ApiKey> find(String secret) {
        return keys.find(KeyHash.of(secret));
    }

    private Typed type(String... arguments) {
        return Typed.in(commands.get(), arguments);
    }
}
