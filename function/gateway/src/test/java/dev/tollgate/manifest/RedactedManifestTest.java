package dev.tollgate.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.auth.KeyHash;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class RedactedManifestTest {
    private static final Map<String, String> VARIABLES = Map.of("TEAM_KEY", "sk-team");

    @Test
    void aFileWithReferencesIsKeptUnchangedWithTheHashesOfItsKeys() {
        String text = """
                providers: { p: { kind: openai, base_url: "https://p.example/v1", api_key: "ssm:/p" } }
                keys: { team: { secret: "env:TEAM_KEY" } }
                """;

        assertThat(RedactedManifest.of("f.yaml", text, VARIABLES::get))
                .isEqualTo(new RedactedManifest(text, Map.of("TEAM_KEY", KeyHash.of("sk-team"))));
    }

    @Test
    void secretsInPlainTextAreReplacedEverywhere() {
        String text = """
                # the old one was sk-longer, the new one is "sk-long"
                providers: { p: { kind: openai, base_url: "https://p.example/v1", api_key: sk-p } }
                keys: { a: { secret: sk-long }, b: { secret: "sk-longer" } }
                """;

        String hexOfA = KeyHash.of("sk-long").hex();
        String hexOfB = KeyHash.of("sk-longer").hex();
        assertThat(RedactedManifest.of("f.yaml", text, VARIABLES::get).text()).isEqualTo("""
                # the old one was sha256:%2$s, the new one is "sha256:%1$s"
                providers: { p: { kind: openai, base_url: "https://p.example/v1", api_key: withheld:plain-text } }
                keys: { a: { secret: sha256:%1$s }, b: { secret: "sha256:%2$s" } }
                """.formatted(hexOfA, hexOfB));
    }

    @Test
    void aSecretThatCannotBeReplacedIsReportedWithItsLine() {
        String text = "keys:\n  a: { secret: \"sk-\\x41\" }\n";

        assertThatThrownBy(() -> RedactedManifest.of("f.yaml", text, VARIABLES::get))
                .isInstanceOf(ManifestException.class)
                .hasMessage(
                        "f.yaml:2: keys.a.secret: this secret cannot be kept out of the history: write it on one line,"
                                + " without escapes");
    }

    @Test
    void aKeptFileKeepsItsKeysEvenIfTheVariablesChange() {
        String text = "keys: { a: { secret: \"env:TEAM_KEY\" }, b: { secret: sk-b } }\n";
        RedactedManifest kept = RedactedManifest.of("f.yaml", text, VARIABLES::get);

        Function<String, String> later = kept.environment(Map.of("TEAM_KEY", "sk-another")::get);
        assertThat(plan(kept.text(), later, false)).isEqualTo(plan(text, VARIABLES::get, true));
    }

    @Test
    void aWithheldProviderKeyIsNoKey() {
        String text = "providers: { p: { kind: openai, base_url: \"https://p.example/v1\", api_key: sk-p } }\n";
        RedactedManifest kept = RedactedManifest.of("f.yaml", text, VARIABLES::get);

        assertThat(kept.withheld()).isTrue();
        assertThatThrownBy(() -> plan(kept.text(), VARIABLES::get, true))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("providers.p.api_key: expected a reference to a secret");
    }

    @Test
    void anEmptyFileHasNoSecrets() {
        assertThat(RedactedManifest.of("f.yaml", "", VARIABLES::get)).isEqualTo(new RedactedManifest("", Map.of()));
        assertThat(RedactedManifest.of("f.yaml", "keys:\n", VARIABLES::get).withheld())
                .isFalse();
    }

    private static ManifestPlan plan(String text, Function<String, String> environment, boolean plainTextAllowed) {
        ManifestRules rules = new ManifestRules(Set.of("openai"), plainTextAllowed, environment, List.of());
        return new CheckedReader(rules).read("f.yaml", text).plan();
    }

    @Test
    void theIdsOfKeysAreThoseOfTheirSection() {
        assertThat(kept("""
                        aliases:
                          chat: { targets: [ { model: openai/m } ], require: &eu { regions: [eu] } }
                          other: { targets: [ { model: openai/m } ], require: *eu }
                        keys:
                          one: { secret: env:A, tags: { keys: deep }, aliases: [ chat, other ] }
                          "two":
                            secret: env:B
                            budgets:
                              - { usd: 1, per: day }
                              - { usd: 2, per: month }
                          three: *eu
                          four:
                        budgets: { "team=a": { usd: 1, per: day } }
                        """).keyIds()).containsExactly("one", "two", "three", "four");
        assertThat(kept("").keyIds()).isEmpty();
        assertThat(kept("keys:\n").keyIds()).isEmpty();
    }

    private static RedactedManifest kept(String text) {
        return new RedactedManifest(text, Map.of());
    }
}
