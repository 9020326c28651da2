package dev.tollgate.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.ApiKey.OnStoreFailure;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceRates;
import dev.tollgate.bill.PricingConfig;
import dev.tollgate.bill.TariffTable;
import dev.tollgate.bill.UsageType;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Alias;
import dev.tollgate.route.ModelName;
import dev.tollgate.route.RoutingTable;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestReaderTest {
    private static final ManifestRules LOCAL =
            new ManifestRules(Set.of("openai"), true, Map.of("KEY", "sk-env")::get, List.of());

    @Test
    void bedrockTakesItsRegionFromTheFileOrFromAws() {
        ManifestRules bedrock =
                new ManifestRules(Set.of("bedrock"), false, Map.of("AWS_REGION", "eu-west-1")::get, List.of());
        String file = "providers: { b: { kind: bedrock, api_key: 'aws:' } }";

        assertThat(new CheckedReader(bedrock)
                        .read("f.yaml", file)
                        .plan()
                        .table()
                        .providers())
                .containsEntry("b", new Provider("b", "bedrock", null, null, null));
        ManifestRules nowhere = new ManifestRules(Set.of("bedrock"), false, Map.<String, String>of()::get, List.of());
        assertThatThrownBy(() -> new CheckedReader(nowhere).read("f.yaml", file))
                .hasMessageContaining(
                        "f.yaml:1: providers.b: expected the field region (AWS_REGION is not set either), got none");
    }

    @Test
    void azuresVersionIsTextThatLooksLikeADate() {
        ManifestRules rules = new ManifestRules(Set.of("azure"), true, Map.<String, String>of()::get, List.of());
        ParsedManifest parsedManifest = new CheckedReader(rules).read("f.yaml", """
                providers:
                  azure: { kind: azure, base_url: https://r.openai.azure.com, api_version: 2024-10-21 }
                """);
        assertThat(parsedManifest.plan().table().providers().get("azure"))
                .isEqualTo(new Provider(
                        "azure",
                        "azure",
                        URI.create("https://r.openai.azure.com"),
                        null,
                        null,
                        "2024-10-21",
                        null,
                        null));
    }

    @Test
    void everyFieldOfAFileIsReadIntoThePlan() {
        ManifestPlan plan = read("""
                providers:
                  openai:
                    kind: openai
                    base_url: https://api.openai.com/v1/
                    api_key: env:OPENAI_API_KEY
                    region: eu
                    prices:
                      gpt-4o-mini: { input: 0.15, cached_input: 0.075, cache_write: 0.20, output: 0.60 }
                aliases:
                  demo:
                    drop_unsupported: true
                    targets:
                      - { model: openai/gpt-4o-mini }
                      - { model: openai/org/gpt-4o }
                keys:
                  team-a:
                    secret: sk-a
                    disabled: true
                    expires: 2027-01-31
                    aliases: [ demo, openai/gpt-4o ]
                    limits: { requests_per_minute: 3, tokens_per_minute: 1_000_000, concurrent: 50 }
                    on_store_failure: allow
                    tags: { team: a, cost_center: "0042" }
                  team-b: { secret: env:KEY }
                """).plan();

        Provider openai =
                new Provider("openai", "openai", URI.create("https://api.openai.com/v1"), "env:OPENAI_API_KEY", "eu");
        Alias demo = Alias.builder("demo")
                .targets(List.of(
                        Alias.TargetSpec.of(new ModelName("openai", "gpt-4o-mini")),
                        Alias.TargetSpec.of(new ModelName("openai", "org/gpt-4o"))))
                .dropUnsupported(true)
                .build();
        Price price = new Price(
                new PriceRates(Map.of(
                        UsageType.INPUT, new BigDecimal("0.15"),
                        UsageType.CACHED_INPUT, new BigDecimal("0.075"),
                        UsageType.CACHE_WRITE, new BigDecimal("0.20"),
                        UsageType.OUTPUT, new BigDecimal("0.60"))),
                List.of());
        ApiKey a = ApiKey.builder("team-a", KeyHash.of("sk-a"))
                .disabled(true)
                .expires(Instant.parse("2027-01-31T00:00:00Z"))
                .aliases(Set.of("demo", "openai/gpt-4o"))
                .limits(new RateLimits(3L, 1_000_000L, 50L))
                .onStoreFailure(OnStoreFailure.ALLOW)
                .tags(Map.of("team", "a", "cost_center", "0042"))
                .build();
        ApiKey b = ApiKey.builder("team-b", KeyHash.of("sk-env")).build();
        assertThat(plan)
                .isEqualTo(new ManifestPlan(
                        new RoutingTable(Map.of("demo", demo), Map.of("openai", openai)),
                        new PricingConfig(Map.of("openai", Map.of("gpt-4o-mini", price)), TariffTable.NONE),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(a, b)));
    }

    @Test
    void missingAndEmptySectionsAreValid() {
        ManifestPlan nothing =
                new ManifestPlan(RoutingTable.EMPTY, PricingConfig.NONE, List.of(), List.of(), List.of(), List.of());
        assertThat(read("").plan()).isEqualTo(nothing);
        assertThat(read("# only a comment\n").plan()).isEqualTo(nothing);
        assertThat(read("providers:\naliases: {}\nkeys:\n").plan()).isEqualTo(nothing);
    }

    @Test
    void aFileIsEmptyIfNoSectionHasAnEntry() {
        assertThat(read("").empty()).isTrue();
        assertThat(read("---\n# only a comment\n").empty()).isTrue();
        assertThat(read("providers:\naliases: {}\nkeys:\n").empty()).isTrue();
        assertThat(read("keys: { a: { secret: sk-a } }").empty()).isFalse();
    }

    @Test
    void anInstantMayHaveAnOffset() {
        ApiKey key = read("keys: { a: { secret: s, expires: 2027-01-31T12:00:00+02:00 } }")
                .plan()
                .keys()
                .getFirst();
        assertThat(key.expires()).isEqualTo(Instant.parse("2027-01-31T10:00:00Z"));
    }

    @Test
    void anchorsAvoidRepetition() {
        ManifestPlan plan = read("""
                keys:
                  a: { secret: sk-a, limits: &small { concurrent: 1 } }
                  b: { secret: sk-b, limits: *small }
                """).plan();
        assertThat(plan.keys()).extracting(ApiKey::limits).containsOnly(new RateLimits(null, null, 1L));
    }

    @Test
    void aProviderOfAnUnsupportedKindIsLeftOutWithEverythingThatUsesIt() {
        ParsedManifest parsedManifest = read("""
                providers:
                  claude: { kind: anthropic, api_key: env:A }
                  openai: { kind: openai, base_url: "http://127.0.0.1:1" }
                aliases:
                  smart: { targets: [ { model: openai/x }, { model: claude/y } ] }
                  plain: { targets: [ { model: openai/x } ] }
                keys:
                  a: { secret: sk-a, aliases: [ smart ] }
                """);
        assertThat(parsedManifest.warnings())
                .extracting(ManifestProblem::toString)
                .containsExactly(
                        "f.yaml:2: providers.claude: left out, because this build does not support the kind anthropic",
                        "f.yaml:5: aliases.smart: left out, because it uses claude");
        assertThat(parsedManifest.plan().table().providers()).containsOnlyKeys("openai");
        assertThat(parsedManifest.plan().table().aliases()).containsOnlyKeys("plain");
        // Without the name its list would be empty, which means that it may use all.
        assertThat(parsedManifest.plan().keys().getFirst().aliases()).containsExactly("smart");
    }

    @Test
    void aProviderInTheFileReplacesABuiltInOne() {
        Provider echo = new Provider("echo", "openai", URI.create("http://127.0.0.1:8080/echo/v1"), null, null);
        Price price = Price.of(BigDecimal.ONE, BigDecimal.TWO);
        CheckedReader reader = new CheckedReader(new ManifestRules(
                Set.of("openai"),
                true,
                Map.<String, String>of()::get,
                List.of(new ManifestRules.BuiltIn(echo, Map.of("e", price)))));

        ManifestPlan added = reader.read("f.yaml", "aliases: { a: { targets: [ { model: echo/e } ] } }")
                .plan();
        assertThat(added.table().providers()).containsExactly(Map.entry("echo", echo));
        assertThat(added.pricing().costs()).containsExactly(Map.entry("echo", Map.of("e", price)));

        ManifestPlan own = reader.read("f.yaml", "providers: { echo: { kind: openai, base_url: 'http://other' } }")
                .plan();
        assertThat(own.table().providers().get("echo").baseUrl()).isEqualTo(URI.create("http://other"));
        assertThat(own.pricing().costs()).isEmpty();
    }

    @Test
    void aProviderOfTheCatalogueNeedsNoUrlAndNoEntry() {
        ManifestPlan plan = read("""
                providers:
                  mistral: { kind: openai, api_key: "ssm:/mistral" }
                aliases:
                  cheap: { targets: [ { model: mistral/m }, { model: deepseek/d } ] }
                keys:
                  a: { secret: sk-a, aliases: [ cheap, groq/g ] }
                """).plan();
        Provider mistral =
                new Provider("mistral", "openai", URI.create("https://api.mistral.ai/v1"), "ssm:/mistral", null);
        assertThat(plan.table().providers()).containsExactly(Map.entry("mistral", mistral));
        assertThat(plan.table().aliases().get("cheap").targets())
                .containsExactly(
                        Alias.TargetSpec.of(new ModelName("mistral", "m")),
                        Alias.TargetSpec.of(new ModelName("deepseek", "d")));
        assertThat(plan.keys().getFirst().aliases()).containsExactlyInAnyOrder("cheap", "groq/g");
    }

    @Test
    void aFileThatCannotBeReadIsASentence(@TempDir Path folder) throws Exception {
        CheckedReader reader = new CheckedReader(LOCAL);
        Path missing = folder.resolve("missing.yaml");
        assertThatThrownBy(() -> reader.read(missing)).hasMessage(missing + ": there is no such file");
        Path latin = Files.write(folder.resolve("latin.yaml"), "keys: ü".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> reader.read(latin)).hasMessage(latin + ": not UTF-8 text");
    }

    private static ParsedManifest read(String text) {
        return new CheckedReader(LOCAL).read("f.yaml", text);
    }
}
