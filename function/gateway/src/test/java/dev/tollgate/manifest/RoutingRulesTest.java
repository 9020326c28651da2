package dev.tollgate.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.route.Alias;
import dev.tollgate.route.FailoverPolicy;
import dev.tollgate.route.FailoverPolicy.OnContentFilter;
import dev.tollgate.route.JudgeConfig;
import dev.tollgate.route.ModelName;
import dev.tollgate.route.RoutingStrategy;
import dev.tollgate.route.SchedulePeriod;
import dev.tollgate.route.Tier;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The routing rules of an alias, and its mistakes. */
class RoutingRulesTest {
    private static final String PROVIDERS = "providers: { p: { kind: openai, base_url: http://127.0.0.1/v1 } }\n";
    private static final ManifestRules RULES =
            new ManifestRules(Set.of("openai"), true, Map.<String, String>of()::get, List.of());

    @Test
    void everyFieldOfAnAliasIsRead() {
        Map<String, Alias> aliases = read("""
                aliases:
                  smart: { tiers: { complex: p/large, simple: cheap, medium: { from: 0.2, model: p/medium } }, judge: cheap }
                  wise:
                    tiers: { simple: p/small, complex: p/large }
                    judge: { model: p/judge, timeout_ms: 300, between: [0, 0.5] }
                  cheap:
                    strategy: weighted
                    sticky: true
                    max_latency_ms: 1500
                    targets: [ { model: p/a, weight: 3 }, { model: p/b } ]
                    schedule:
                      - { days: "fri-sun,tue", from: "16:30", to: "00:30", zone: Europe/Berlin, targets: [ { model: p/c } ] }
                    fallback: [ p/last, other ]
                    failover: { within_ms: 20000, tries: 3, first_token_ms: 4000, idle_ms: 9000, hedge_ms: 800, on_content_filter: next }
                  other: { targets: [ { model: p/d } ] }
                """);

        assertThat(aliases.get("smart").tiers())
                .containsExactly(
                        new Tier("simple", BigDecimal.ZERO, "cheap"),
                        new Tier("medium", new BigDecimal("0.2"), "p/medium"),
                        new Tier("complex", new BigDecimal("0.4"), "p/large"));
        assertThat(aliases.get("cheap"))
                .isEqualTo(Alias.builder("cheap")
                        .targets(List.of(new Alias.TargetSpec(model("a"), 3), Alias.TargetSpec.of(model("b"))))
                        .strategy(RoutingStrategy.WEIGHTED)
                        .sticky(true)
                        .maxLatencyMillis(1500)
                        .schedule(List.of(new SchedulePeriod(
                                Set.of(DayOfWeek.TUESDAY, DayOfWeek.FRIDAY, DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                                LocalTime.of(16, 30),
                                LocalTime.of(0, 30),
                                ZoneId.of("Europe/Berlin"),
                                List.of(Alias.TargetSpec.of(model("c"))))))
                        .fallback(List.of("p/last", "other"))
                        .failover(new FailoverPolicy(20_000, 3, 4_000, 9_000, 800, OnContentFilter.NEXT))
                        .build());
        assertThat(aliases.get("other").failover()).isNull();
        assertThat(aliases.get("smart").judge())
                .isEqualTo(new JudgeConfig("cheap", 800, new BigDecimal("0.1"), new BigDecimal("0.6")));
        assertThat(aliases.get("wise").judge())
                .isEqualTo(new JudgeConfig("p/judge", 300, new BigDecimal("0"), new BigDecimal("0.5")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                a: { strategy: quickest, targets: [ { model: p/x } ] }                             | aliases.a.strategy
                a: { sticky: true, strategy: cheapest, targets: [ { model: p/x } ] }               | aliases.a
                a: { targets: [ { model: p/x, weight: -1 } ] }                                     | aliases.a.targets[0].weight
                a: { strategy: weighted, targets: [ { model: p/x, weight: 0 } ] }                  | aliases.a.targets
                a: { targets: [ { model: p/x } ], fallback: [ nobody ] }                           | aliases.a.fallback[0]
                a: { targets: [ { model: p/x } ], tiers: { simple: p/x } }                         | aliases.a.targets
                a: { tiers: {} }                                                                   | aliases.a.tiers
                a: { tiers: { complex: p/x } }                                                     | aliases.a.tiers
                a: { tiers: { simple: p/x, huge: p/y } }                                           | aliases.a.tiers.huge
                a: { tiers: { simple: p/x, huge: { from: 1.1, model: p/y } } }                     | aliases.a.tiers.huge.from
                a: { tiers: { simple: p/x, huge: { from: 0.0, model: p/y } } }                     | aliases.a.tiers.huge
                a: { targets: [ { model: p/x } ], judge: p/y }                                     | aliases.a.judge
                a: { tiers: { simple: p/x }, judge: nobody }                                       | aliases.a.judge
                a: { tiers: { simple: p/x }, judge: { timeout_ms: 5 } }                            | aliases.a.judge
                a: { tiers: { simple: p/x }, judge: { model: p/y, timeout_ms: 0 } }                | aliases.a.judge.timeout_ms
                a: { tiers: { simple: p/x }, judge: { model: p/y, between: [ 0.5, 0.1 ] } }        | aliases.a.judge.between
                a: { tiers: { simple: p/x }, judge: { model: p/y, between: [ 0.5 ] } }             | aliases.a.judge.between
                a: { tiers: { simple: p/x }, judge: a }                                            | aliases.a
                a: { targets: [ { model: p/x } ], when_budget_spent: [ nobody ] }                  | aliases.a.when_budget_spent[0]
                a: { targets: [ { model: p/x } ], when_budget_spent: [ a ] }                       | aliases.a
                a: { tiers: { simple: b } }, b: { targets: [ { model: p/x } ], fallback: [ a ] }   | aliases.a
                a: { targets: [ { model: p/x } ], fallback: [ a ] }                                | aliases.a
                a: { targets: [ { model: p/x } ], max_latency_ms: soon }                           | aliases.a.max_latency_ms
                """)
    void anInvalidFieldIsReportedWithItsPath(String alias, String path) {
        assertThatThrownBy(() -> read("aliases: { " + alias + " }"))
                .isInstanceOfSatisfying(ManifestException.class, failure -> assertThat(failure.problems())
                        .extracting(ManifestProblem::path)
                        .contains(path));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                { from: "9:00", to: "17:00", zone: UTC, targets: [ { model: p/x } ] }                              | from
                { from: "09:00", to: "17:00", zone: Mars, targets: [ { model: p/x } ] }                            | zone
                { from: "09:00", to: "17:00", targets: [ { model: p/x } ] }                                        | -
                { days: funday, from: "09:00", to: "17:00", zone: UTC, targets: [ { model: p/x } ] }               | days
                { from: "09:00", to: "17:00", zone: UTC, targets: [ { model: q/x } ] }                             | targets[0].model
                """)
    void anInvalidPeriodIsReported(String period, String field) {
        assertThatThrownBy(() -> read("aliases: { a: { targets: [ { model: p/x } ], schedule: [ " + period + " ] } }"))
                .isInstanceOfSatisfying(ManifestException.class, failure -> assertThat(failure.problems())
                        .extracting(ManifestProblem::path)
                        .contains("aliases.a.schedule[0]" + (field.equals("-") ? "" : "." + field)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                days: mon-fri, from: "22:00", to: "06:00", zone: UTC | days: sat, from: "05:00", to: "07:00", zone: UTC            | true
                days: mon-fri, from: "22:00", to: "06:00", zone: UTC | days: sat, from: "06:00", to: "07:00", zone: UTC            | false
                days: mon, from: "08:00", to: "09:00", zone: UTC     | days: mon, from: "09:30", to: "10:30", zone: Europe/Berlin  | true
                days: mon, from: "08:00", to: "08:30", zone: UTC     | days: mon, from: "10:30", to: "11:00", zone: Europe/Berlin  | false
                days: tue, from: "08:00", to: "09:00", zone: UTC     | days: wed, from: "08:00", to: "09:00", zone: UTC            | false
                """)
    void overlappingPeriodsAreReportedInAllZones(String one, String other, boolean overlap) {
        String targets = ", targets: [ { model: p/x } ]";
        String file = "aliases: { a: { targets: [ { model: p/x } ], schedule: [ { " + one + targets + " }, { " + other
                + targets + " } ] } }";
        if (overlap) {
            assertThatThrownBy(() -> read(file))
                    .isInstanceOf(ManifestException.class)
                    .hasMessageContaining("schedule[1]");
        } else {
            assertThat(read(file)).containsKey("a");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                { retries: 2 }                              | retries
                { tries: 0 }                                | tries
                { tries: 11 }                               | tries
                { within_ms: 0 }                            | within_ms
                { within_ms: 900001 }                       | within_ms
                { within_ms: 5s }                           | within_ms
                { first_token_ms: 0 }                       | first_token_ms
                { within_ms: 4000, first_token_ms: 4000 }   | first_token_ms
                { idle_ms: 0 }                              | idle_ms
                { within_ms: 4000, hedge_ms: 5000 }         | hedge_ms
                { on_content_filter: maybe }                | on_content_filter
                """)
    void anInvalidFailoverIsReported(String failover, String field) {
        assertThatThrownBy(() -> read("aliases: { a: { targets: [ { model: p/x } ], failover: " + failover + " } }"))
                .isInstanceOfSatisfying(ManifestException.class, failure -> assertThat(failure.problems())
                        .extracting(ManifestProblem::path)
                        .containsExactly("aliases.a.failover." + field));
    }

    private static Map<String, Alias> read(String aliases) {
        return new CheckedReader(RULES)
                .read("tollgate.yaml", PROVIDERS + aliases)
                .plan()
                .table()
                .aliases();
    }

    private static ModelName model(String name) {
        return new ModelName("p", name);
    }
}
