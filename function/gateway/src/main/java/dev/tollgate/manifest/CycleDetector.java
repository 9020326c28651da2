package dev.tollgate.manifest;

import dev.tollgate.route.Alias;
import dev.tollgate.route.JudgeConfig;
import dev.tollgate.route.Tier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds aliases that lead back to themselves. */
final class CycleDetector {
    private final Map<String, Alias> aliases;
    private final Set<String> ended = new HashSet<>();

    CycleDetector(Map<String, Alias> aliases) {
        this.aliases = aliases;
    }

    /** The names of a circle that begins here, its first one again at the end; empty where there is none. */
    List<String> from(String name) {
        return follow(name, new ArrayList<>());
    }

    private List<String> follow(String name, List<String> way) {
        if (!aliases.containsKey(name) || ended.contains(name)) {
            return List.of();
        }
        if (way.contains(name)) {
            List<String> circle = new ArrayList<>(way.subList(way.indexOf(name), way.size()));
            circle.add(name);
            return circle;
        }
        way.add(name);
        for (String next : next(aliases.get(name)).toList()) {
            List<String> circle = follow(next, way);
            if (!circle.isEmpty()) {
                return circle;
            }
        }
        way.removeLast();
        ended.add(name);
        return List.of();
    }

    private static Stream<String> next(Alias alias) {
        Stream<String> judge = Stream.ofNullable(alias.judge()).map(JudgeConfig::model);
        return Stream.of(alias.tiers().stream().map(Tier::model), judge, alias.fallback().stream())
                .flatMap(Function.identity());
    }
}
