package dev.tollgate.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WrongFileTest {
    private static final String PROVIDERS = "providers: { p: { kind: openai, base_url: http://h } }\n";

    @ParameterizedTest
    @MethodSource({"documents", "providers", "aliases", "keys"})
    void everyMistakeIsReportedWithItsLineAndField(String text, String problems) {
        assertThat(problemsOf(text, true)).isEqualTo(problems);
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                arguments(
                        "keys:\n\ta: 1",
                        "f.yaml:2: not YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"),
                arguments("a: 1\n---\nb: 2", "f.yaml:2: not YAML: but found another document"),
                quoteNeeded("*hidden"),
                quoteNeeded("!!hidden"),
                quoteNeeded("!hidden!x"),
                arguments(
                        "keys: { a: { secret: !hidden } }",
                        "f.yaml:1: keys.a.secret: expected the key itself, env:NAME or sha256:HEX, got a value that is not text"),
                arguments("- a", "f.yaml:1: expected a mapping, got a list"),
                arguments("just text", "f.yaml:1: expected a mapping, got \"just text\""),
                arguments(
                        "alias: {}",
                        "f.yaml:1: alias: unknown field; known here: aliases, budgets, gateway, jwt_callers, keys, policies, providers"),
                arguments("keys: {}\nkeys: {}", "f.yaml:2: keys: appears twice; first on line 1"),
                arguments("keys:\n  ? [a]\n  : b", "f.yaml:2: keys: expected a name before the colon"),
                arguments(
                        "keys:\n  <<: {}",
                        "f.yaml:2: keys.<<: YAML's merge key is not supported: write the fields" + " out"),
                arguments("providers: !java.net.URL [x]", "f.yaml:1: providers: expected a mapping, got a list"));
    }

    private static Arguments quoteNeeded(String secret) {
        return arguments(
                "keys: { a: { secret: " + secret + " } }",
                "f.yaml:1: not YAML: text that starts with * or ! must be in quotes");
    }

    static Stream<Arguments> providers() {
        return Stream.of(
                arguments(
                        "providers:\n  p: {}",
                        "f.yaml:2: providers.p: expected the field kind (one of anthropic,"
                                + " azure, bedrock, cohere, gemini, openai), got none"),
                provider(
                        "kind: opnai",
                        ".kind: expected one of anthropic, azure, bedrock, cohere, gemini, openai, got" + " \"opnai\""),
                provider(
                        "kind: openai",
                        ": expected the field base_url (only a provider in the catalogue may omit it), got none"),
                provider(
                        "kind: bedrock, base_url: ftp://h",
                        ".base_url: expected an absolute http or https URL, such as"
                                + " https://api.openai.com/v1, got \"ftp://h\""),
                provider(
                        "kind: bedrock, base_url: 'http://hidden@h'",
                        ".base_url: expected an absolute http or https"
                                + " URL, such as https://api.openai.com/v1, without user name and query, got text in another"
                                + " format"),
                provider(
                        "kind: bedrock, api_key: 12345",
                        ".api_key: expected a reference to a secret: env:NAME,"
                                + " ssm:/path or secret:name, got a number"),
                provider(
                        "kind: bedrock, region: EU West",
                        ".region: expected a region, such as eu-central-1, got" + " \"EU West\""),
                provider("kind: azure", ": expected the field base_url (the resource's endpoint), got none"),
                provider(
                        "kind: azure, base_url: http://h, api_version: 'a/b'",
                        ".api_version: expected a version, such as 2024-10-21, got \"a/b\""),
                provider(
                        "kind: bedrock, base-url: x",
                        ".base-url: unknown field; known here: api_key, api_version, base_url, kind,"
                                + " models, no_training, prices, quirks, region, regions, zero_retention"),
                provider(
                        "kind: bedrock, prices: { m: { input: 1 } }",
                        ".prices.m: expected the field output (US dollars"
                                + " per million tokens, such as 0.15), got none"),
                provider(
                        "kind: bedrock, prices: { m: { input: -1, output: 0 } }",
                        ".prices.m.input: expected US dollars" + " per million tokens, such as 0.15, got -1"),
                provider(
                        "kind: bedrock, prices: { m: { input: 1, output: 1e999999 } }",
                        ".prices.m.output: expected US" + " dollars per million tokens, such as 0.15, got 1e999999"),
                arguments(
                        "providers:\n  My Provider: { kind: bedrock }",
                        "f.yaml:2: providers.My Provider: expected a"
                                + " name such as my-provider, of a-z, 0-9 and . _ -, got \"My Provider\""));
    }

    private static Arguments provider(String fields, String problem) {
        return arguments("providers:\n  p: { " + fields + " }", "f.yaml:2: providers.p" + problem);
    }

    static Stream<Arguments> aliases() {
        return Stream.of(
                alias("targets: [ { model: gpt-4o } ]", ".targets[0].model: expected provider/model, got \"gpt-4o\""),
                alias(
                        "targets: [ { model: p/x }, { model: q/x } ]",
                        ".targets[1].model: expected a model of a provider"
                                + " in this file or in the catalogue, got \"q/x\"; providers in this file: p"),
                alias("targets: []", ".targets: expected at least one target, got an empty list"),
                alias("targets: p/x", ".targets: expected a list, got \"p/x\""),
                alias("targets: [ p/x ]", ".targets[0]: expected a mapping, got \"p/x\""),
                alias("targets: [ {} ]", ".targets[0]: expected the field model (provider/model), got none"),
                alias(
                        "targets: [ { model: p/x, weight: 0.5 } ]",
                        ".targets[0].weight: expected a whole number from 0 to 1000000, got 0.5"),
                alias(
                        "targets: [ { model: p/x } ], strategy: best",
                        ".strategy: expected one of cheapest, fastest, ordered, random, weighted, got \"best\""),
                alias(
                        "target: x",
                        ".target: unknown field; known here: cache, drop_unsupported, failover, fallback, judge, log_prompts,"
                                + " max_latency_ms, policies, require, schedule, sticky, strategy, targets, tiers, when_budget_spent\nf.yaml:3: aliases.a: expected the field"
                                + " targets (a list of models), got none"),
                arguments(
                        PROVIDERS + "aliases:\n  'a b': { targets: [ { model: p/x } ] }",
                        "f.yaml:3: aliases.a b:"
                                + " expected a name of at most 128 characters, without white space, got \"a b\""));
    }

    private static Arguments alias(String fields, String problem) {
        return arguments(PROVIDERS + "aliases:\n  a: { " + fields + " }", "f.yaml:3: aliases.a" + problem);
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                arguments(
                        "keys: { k: {} }",
                        "f.yaml:1: keys.k: expected the field secret (the key itself, env:NAME or sha256:HEX),"
                                + " got none"),
                key("secret: [ hidden ]", ".secret: expected the key itself, env:NAME or sha256:HEX, got a list"),
                key("secret: 1234", ".secret: expected the key itself, env:NAME or sha256:HEX, got a number"),
                key(
                        "secret: hid den",
                        ".secret: expected the key itself, env:NAME or sha256:HEX, got text in another format"),
                key("secret: env:UNSET", ".secret: the environment variable UNSET holds no key"),
                key("secret: s, disabled: maybe", ".disabled: expected true or false, got \"maybe\""),
                key(
                        "secret: s, expires: 31.1.2027",
                        ".expires: expected a date or an instant, such as 2027-01-31 or"
                                + " 2027-01-31T12:00:00Z, got \"31.1.2027\""),
                key(
                        "secret: s, aliases: []",
                        ".aliases: expected at least one name, got an empty list; without this"
                                + " field the key may use all"),
                key("secret: s, aliases: [ nope ]", ".aliases[0]: expected an alias, or provider/model, got \"nope\""),
                key(
                        "secret: s, aliases: [ nope/x ]",
                        ".aliases[0]: expected an alias, or provider/model, got" + " \"nope/x\""),
                key(
                        "secret: s, limits: { concurrent: 0 }",
                        ".limits.concurrent: expected a whole number from 1, got 0"),
                key(
                        "secret: s, limits: { concurrent: 1.5 }",
                        ".limits.concurrent: expected a whole number from 1, got" + " 1.5"),
                key(
                        "secret: s, limits: { requests: 1 }",
                        ".limits.requests: unknown field; known here: concurrent, models,"
                                + " requests_per_minute, shards, tokens_per_minute"),
                key("secret: s, on_store_failure: retry", ".on_store_failure: expected deny or allow, got \"retry\""),
                key(
                        "secret: s, tags: { a: 42 }",
                        ".tags.a: expected text (in quotes, if it is a number) of at most 256" + " characters, got 42"),
                arguments(
                        "keys:\n  a: { secret: hidden }\n  b: { secret: hidden }",
                        "f.yaml:3: keys.b.secret: has the same secret as the key a"),
                arguments(
                        "keys:\n  'a#b': { secret: s }",
                        "f.yaml:2: keys.a#b: expected an id such as team-a, of"
                                + " letters, digits and . _ @ + -, got \"a#b\""));
    }

    private static Arguments key(String fields, String problem) {
        return arguments("keys:\n  k: { " + fields + " }", "f.yaml:2: keys.k" + problem);
    }

    @Test
    void allProblemsAreReportedAtOnceInOrder() {
        assertThat(problemsOf("""
                keys:
                  k: { secret: s, aliases: [ demo ] }
                aliases:
                  a: { targets: [ { model: x } ] }
                providers:
                  p: { kind: openai, base_url: h }
                """, true)).isEqualTo("""
                f.yaml:2: keys.k.aliases[0]: expected an alias, or provider/model, got "demo"
                f.yaml:4: aliases.a.targets[0].model: expected provider/model, got "x"
                f.yaml:6: providers.p.base_url: expected an absolute http or https URL, such as \
                https://api.openai.com/v1, got "h\"""");
    }

    @Test
    void plainTextIsForLaptopsOnly() {
        assertThat(problemsOf("""
                providers: { p: { kind: openai, base_url: http://h, api_key: hidden } }
                keys: { k: { secret: hidden } }
                """, false)).isEqualTo("""
                f.yaml:1: providers.p.api_key: expected a reference to a secret: env:NAME, ssm:/path or secret:name, \
                got text in another format
                f.yaml:2: keys.k.secret: expected env:NAME or sha256:HEX, got text in another format""");
    }

    @Test
    void aFewLinesOfAliasesCannotExpandToBillionsOfNodes() {
        StringBuilder bomb = new StringBuilder("keys:\n  a0: &a0 { secret: s }\n");
        for (int level = 1; level < 12; level++) {
            String lower = "*a" + (level - 1) + ", ";
            bomb.append("  a%d: &a%d [ %s ]\n".formatted(level, level, lower.repeat(10)));
        }
        assertThat(problemsOf(bomb.toString(), true))
                .startsWith("f.yaml: not YAML that can be read: Number of aliases");
    }

    private static String problemsOf(String text, boolean plainTextAllowed) {
        ManifestRules rules =
                new ManifestRules(Set.of("openai"), plainTextAllowed, Map.<String, String>of()::get, List.of());
        try {
            new CheckedReader(rules).read("f.yaml", text);
            return "none";
        } catch (ManifestException failure) {
            assertThat(failure.getMessage()).doesNotContain("hidden");
            return failure.getMessage();
        }
    }
}
