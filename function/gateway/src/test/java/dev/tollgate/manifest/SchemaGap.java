package dev.tollgate.manifest;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is wrong with a file and no JSON Schema can say, one by one, each with a file that has this mistake and no other. */
enum SchemaGap {
    UNKNOWN_PROVIDER(
            "a schema cannot look up a name in another section",
            "expected a model of a provider in this file or in the catalogue, got ",
            "aliases: { a: { targets: [ { model: nobody/m } ] } }"),
    UNKNOWN_MODEL(
            "the same",
            ": expected an alias, or provider/model, got \"\\S+\"$",
            "keys: { k: { secret: s, aliases: [ nobody ] } }"),
    UNKNOWN_LIMITED_MODEL(
            "the same",
            "\\.limits\\.models\\.\\S+: expected an alias, or provider/model, as the name, got ",
            "keys: { k: { secret: s, limits: { models: { nobody: { concurrent: 1 } } } } }"),
    UNKNOWN_CHARGED_MODEL(
            "the same; a rate in the place of a name has no mapping below it, which a schema does see",
            ": expected an alias, or provider/model as the name, got \"(?!input)",
            "gateway: { markup_percent: { aliases: { nobody: 5 } } }"),
    CYCLE(
            "a schema cannot follow names",
            ": expected no cycle, got ",
            "aliases: { a: { targets: [ { model: openai/m } ], fallback: [ a ] } }"),
    UNMET_REQUIREMENT(
            "what a target meets is in another section",
            ": expected what at least one target is known to meet, got none",
            "aliases: { a: { targets: [ { model: openai/m } ], require: { no_training: true } } }"),
    NO_PATTERN(
            "a schema cannot read a pattern",
            ": expected a regular expression, got ",
            "providers: { p: { kind: openai, base_url: http://h, quirks: { messages: { tool_call_ids: '[' } } } }"),
    UNKNOWN_POLICY(
            "a schema cannot look up a name in another section",
            ": expected the name of a policy in this file, got \"[a-z][a-z0-9_-]*\"$",
            "gateway: { policies: [ nobody ] }"),
    UNKNOWN_DETECTOR(
            "the same",
            ": expected one of .* or a detector of this policy, as the name$",
            "policies: { p: { prompts: { nobody: mask } } }"),
    TAKEN_DETECTOR(
            "a schema cannot exclude names that newer gateways add to",
            ": expected a name of its own: there is a built-in detector ",
            "policies: { p: { prompts: { email: mask }, detectors: { email: { words: [ x ] } } } }"),
    NO_LINEAR_PATTERN(
            "a schema cannot read a pattern",
            "\\.pattern: (?!expected)",
            "policies: { p: { prompts: { d: mask }, detectors: { d: { pattern: '(' } } } }"),
    NO_COUNTRY(
            "the list of countries changes",
            ": expected a country such as DE or US, in capital letters, got \"[A-Z]{2}\"$",
            "policies: { p: { prompts: { email: mask }, phone_regions: [ QQ ] } }"),
    WRONG_KIND(
            "a schema cannot look up a provider in another section",
            ": expected a provider of kind (openai, or provider/model of one|bedrock), got \"\\S+\"$",
            "policies: { p: { scan: [ { moderation: nobody } ] } }"),
    TOO_LONG_CACHED(
            "a schema cannot calculate with times",
            "\\.cache\\.ttl: expected at most ",
            "keys: { k: { secret: s, cache: { ttl: 31d } } }"),
    TOO_LONG_STORED(
            "a schema cannot calculate with times",
            "\\.responses\\.ttl: expected at most ",
            "keys: { k: { secret: s, responses: { store: true, ttl: 366d } } }"),
    NO_ACTION(
            "a schema cannot say that one of two sections has an entry",
            ": expected prompts or answers with at least one detector, or scan, got none$",
            "policies: { p: { prompts: {} } }"),
    SAME_SECRET(
            "a schema cannot compare entries",
            ": has the same secret as the key ",
            "keys: { a: { secret: s }, b: { secret: s } }"),
    SAME_PERIOD(
            "draft 7 cannot count the elements that are alike",
            ": expected one budget for each period, got a second one",
            "budgets: { team=a: [ { usd: 5, per: day }, { usd: 6, per: day } ] }"),
    SAME_SCORE(
            "a schema cannot compare entries",
            ": expected a score of its own, got that of ",
            "aliases: { a: { tiers: { simple: openai/m, other: { from: 0, model: openai/n } } } }"),
    NO_FIRST_TIER(
            "a schema cannot require that some entry has a value",
            ": expected a tier from 0 on, ",
            "aliases: { a: { tiers: { complex: openai/m } } }"),
    SCORES_IN_DISORDER(
            "a schema cannot compare numbers",
            ": expected two scores from 0 to 1 in order, such as \\S+ \\S+, got \\[[0-9.]+, [0-9.]+]$",
            "aliases: { a: { tiers: { simple: openai/m }, judge: { model: openai/j, between: [ 0.5, 0.1 ] } } }"),
    LONGER_THAN_ALL_TARGETS(
            "the same",
            ": expected less than within_ms, ",
            "aliases: { a: { targets: [ { model: openai/m } ], failover: { within_ms: 5, hedge_ms: 5 } } }"),
    LESS_THAN_A_SHARD(
            "the same",
            ": expected at least 1 for each of the \\d+ shards, got ",
            "keys: { k: { secret: s, limits: { concurrent: 3, shards: 4 } } }"),
    OVERLAP(
            "a schema cannot calculate with times",
            ": expected times that no other period covers, ",
            "aliases: { a: { targets: [ { model: openai/m } ], schedule: [ &p { from: '08:00', to: '09:00', zone: UTC, "
                    + "targets: [ { model: openai/n } ] }, *p ] } }"),
    TOO_MANY_BUDGETS(
            "a schema cannot add up",
            ": expected at most 50 budgets, ",
            "budgets:\n"
                    + Stream.iterate(0, number -> number < 51, number -> number + 1)
                            .map("  t%1$s=v: { usd: 1, per: day }\n"::formatted)
                            .reduce("", String::concat)
                    + "keys: { k: { secret: s, tags: { "
                    + Stream.iterate(0, number -> number < 50, number -> number + 1)
                            .map("t%1$s: v, "::formatted)
                            .reduce("", String::concat)
                    + "}, budget: { usd: 1, per: day } } }"),
    NO_TIME_ZONE(
            "the list of time zones is the Java platform's, and changes",
            ": expected a time zone, such as UTC or Europe/Berlin, got \"[A-Za-z]+\"$",
            "budgets: { team=a: { usd: 5, per: day, zone: Mars } }"),
    NO_DAY(
            "a pattern does not know how long a month is",
            ": expected a date or an instant, .*, got \"?\\d{4}-\\d{2}-\\d{2}\"?$",
            "keys: { k: { secret: s, expires: 2027-02-30 } }"),
    WORD_OF_YAML_1_1(
            "editors read YAML 1.2, in which these are text and need no quotes",
            ", got (?:yes|no|on|off|\\d+:\\d\\d|\\d{4}-\\d\\d-\\d\\d)$",
            "keys: { k: { secret: s, tags: { a: no } } }"),
    QUOTED_WORD_OF_YAML_1_1(
            "a schema does not see quotes",
            ": expected (?:true or false|a whole number from 1), got \"(?:yes|no|on|off|\\d+(?:_\\d+)+)\"$",
            "keys: { k: { secret: s, limits: { concurrent: \"1_000\" } } }"),
    NOTATION(
            "a schema sees the number, and not how it is written",
            ", got \\d+(?:\\.0+|\\.\\d{10,}|[eE]\\d)$",
            "keys: { k: { secret: s, limits: { concurrent: 1.0 } } }");

    private final String why;
    private final Pattern problem;
    private final String example;

    SchemaGap(String why, String problem, String example) {
        this.why = why;
        this.problem = Pattern.compile(problem);
        this.example = example;
    }

    /** The gap that this problem falls into. */
    static Optional<SchemaGap> of(ManifestProblem problem) {
        return Stream.of(values()).filter(gap -> gap.covers(problem)).findFirst();
    }

    boolean covers(ManifestProblem found) {
        return problem.matcher(found.toString()).find();
    }

    String example() {
        return example;
    }

    @Override
    public String toString() {
        return name() + ", because " + why;
    }
}
