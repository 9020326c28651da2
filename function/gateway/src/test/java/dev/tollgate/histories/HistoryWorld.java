package dev.tollgate.histories;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Who may ask whom in a history, at what prices: the {@code tollgate.yaml} of it, and what the laws need to know of that. */
final class HistoryWorld {
    /** A provider for which no price is known. */
    static final String UNPRICED = "free/none";

    private static final List<String> TARGETS = List.of(
            "alpha/plain",
            "alpha/rich",
            "alpha/" + SimulatedProviders.MODEST,
            "beta/plain",
            "beta/rich",
            "gamma/cached");

    /** Keys with what they may send as model. */
    static final Map<String, List<String>> KEYS = Map.of(
            "strict", List.of(SimulatedProviders.MODEST),
            "split", List.of(SimulatedProviders.MODEST),
            "soft", List.of("chain", "race", "wild", "beta/rich", "listed", RandomRequest.EMBEDDING),
            "limited", List.of("chain", "race", SimulatedProviders.MODEST, "judged"),
            "partner", List.of("chain", "race", "alpha/rich", "anthropic/claude-sonnet-4-5", "judged"),
            "open",
                    List.of(
                            "chain",
                            "race",
                            "wild",
                            SimulatedProviders.MODEST,
                            "gamma/cached",
                            "listed",
                            "openai/gpt-audio",
                            RandomRequest.EMBEDDING));

    private final Map<String, ModelTariff> tariffs = new TreeMap<>();
    private final SeededChance dice;
    private final ModelTariff partnersChain;
    private final ModelTariff wild;
    private final ModelTariff teamsCached;
    private final long strict;
    private final long split;

    HistoryWorld(long seed) {
        dice = SeededChance.of(seed, "world");
        strict = dice.between(8_000, 30_000);
        split = dice.between(20_000, 90_000);
        TARGETS.forEach(target -> tariffs.put(target, ModelTariff.any(dice)));
        tariffs.putAll(PricePages.ALL);
        partnersChain = ModelTariff.any(dice);
        wild = ModelTariff.any(dice);
        teamsCached = ModelTariff.any(dice);
    }

    /** Null where there is none. */
    ModelTariff tariff(String target) {
        return tariffs.get(target);
    }

    /** The most that a counter may hold at any moment, by what its name begins with: of keys that never cost more than was set aside. */
    Map<String, Long> hardLimits() {
        return Map.of("BUDGET#KEY#strict#day#", strict, "BUDGET#KEY#split#month#", split / 3);
    }

    /** Of a request: the key's, or else the alias's, or else the team's. */
    ChargeRule charging(String key, String model) {
        if (key.equals("partner")) {
            return model.equals("chain") ? ChargeRule.by(partnersChain) : ChargeRule.markup(200);
        }
        return switch (model) {
            case "race" -> ChargeRule.markup(100);
            case "beta/rich" -> ChargeRule.markup(-50);
            case "wild" -> ChargeRule.by(wild);
            case "gamma/cached" -> ChargeRule.by(teamsCached);
            default -> ChargeRule.markup(key.equals("soft") ? 75 : 0);
        };
    }

    static String secret(String key) {
        return "sk-" + key;
    }

    String yaml(SimulatedProviders simulator) {
        return """
                providers:
                  alpha: { kind: openai, base_url: "%s", prices: { %s } }
                  beta: { kind: openai, base_url: "%s", prices: { %s } }
                  gamma: { kind: anthropic, api_key: gamma-secret, base_url: "%s", prices: { %s } }
                  free: { kind: openai, base_url: "%s" }
                  openai: { kind: openai, api_key: openai-secret, base_url: "%s" }
                  anthropic: { kind: anthropic, api_key: anthropic-secret, base_url: "%s" }
                aliases:
                  modest: { targets: [ { model: alpha/modest } ], failover: { within_ms: 1000, tries: 1 } }
                  chain:
                    targets: [ { model: alpha/plain }, { model: beta/plain }, { model: gamma/cached } ]
                    failover: { within_ms: 1000, first_token_ms: 250 }
                  race:
                    targets: [ { model: alpha/rich }, { model: gamma/cached }, { model: beta/rich } ]
                    failover: { within_ms: 1000, first_token_ms: 250, hedge_ms: %d }
                  wild:
                    targets: [ { model: free/none }, { model: beta/rich } ]
                    failover: { within_ms: 1000, tries: 3 }
                  listed:
                    targets: [ { model: anthropic/claude-opus-5 }, { model: openai/gpt-5.5 } ]
                    failover: { within_ms: 1000, first_token_ms: 250 }
                  judged:
                    tiers: { simple: alpha/plain, complex: anthropic/claude-opus-5 }
                    judge: { model: beta/plain, timeout_ms: 300, between: [ 0, 1 ] }
                    failover: { within_ms: 1000, first_token_ms: 250 }
                budgets:
                  "team=search": { usd: 0.05, per: week, zone: Europe/Berlin, shards: 2, hard: false }
                  "team=shop": { usd: 40, per: month, zone: America/New_York, shards: 4 }
                keys:
                  strict: { secret: sk-strict, aliases: [ modest ], budgets: [ { usd: %s, per: day } ] }
                  split: { secret: sk-split, aliases: [ modest ], budgets: [ { usd: %s, per: month, shards: 3 }, { usd: 50, per: total } ] }
                  soft: { secret: sk-soft, tags: { team: search }, budgets: [ { usd: 0.01, per: day, hard: false } ] }
                  limited:
                    secret: sk-limited
                    limits:
                      { requests_per_minute: %d, tokens_per_minute: %d, concurrent: %d, models: { race: { concurrent: 4, shards: 2 } } }
                  partner:
                    secret: sk-partner
                    tags: { team: shop }
                    limits: { concurrent: 4 }
                    budgets: [ { usd: 30, per: week, zone: Asia/Kolkata } ]
                  open: { secret: sk-open, tags: { team: search2 } }
                gateway:
                  markup_percent:
                    keys: { partner: 20 }
                    aliases: { race: 10, beta/rich: -5 }
                    teams: { search: 7.5 }
                  prices:
                    keys: { partner: { chain: %s } }
                    aliases: { wild: %s }
                    teams: { search2: { gamma/cached: %s } }
                """.formatted(
                        simulator.uri("alpha"),
                        prices("alpha"),
                        simulator.uri("beta"),
                        prices("beta"),
                        simulator.uri("gamma"),
                        prices("gamma"),
                        simulator.uri("free"),
                        simulator.uri("openai"),
                        simulator.uri("anthropic"),
                        dice.between(1, 20),
                        dollars(strict),
                        dollars(split),
                        dice.between(10, 60),
                        dice.between(3_000, 30_000),
                        dice.between(1, 5),
                        partnersChain.yaml(),
                        wild.yaml(),
                        teamsCached.yaml());
    }

    private static String dollars(long micros) {
        return BigDecimal.valueOf(micros, 6).toPlainString();
    }

    private String prices(String provider) {
        return tariffs.entrySet().stream()
                .filter(tariff -> tariff.getKey().startsWith(provider + "/"))
                .map(tariff -> tariff.getKey().substring(provider.length() + 1) + ": "
                        + tariff.getValue().yaml())
                .collect(Collectors.joining(", "));
    }
}
