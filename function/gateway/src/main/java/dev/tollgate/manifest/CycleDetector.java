package dev.tollgate.manifest;

import dev.tollgate.route.Alias;
import dev.tollgate.route.JudgeConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds aliases that lead back to themselves. */
final class CycleDetector {
    private final Map<String, Alias> aliases;
    private final Set<String> done = new HashSet<>();

    CycleDetector(Map<String, Alias> aliases) {
        this.aliases = aliases;
    }

    /** The names of a cycle that this name leads to, with its first name again at the end; empty if there is none. */
    List<String> from(String name) {
        return follow(name, new ArrayList<>());
    }

    private List<String> follow(String name, List<String> path) {
        Alias alias = aliases.get(name);
        if (alias == null || done.contains(name)) {
            return List.of();
        }
        if (path.contains(name)) {
            List<String> cycle = new ArrayList<>(path.subList(path.indexOf(name), path.size()));
            cycle.add(name);
            return cycle;
        }
        path.add(name);
        for (String next : next(alias).toList()) {
            List<String> cycle = follow(next, path);
            if (!cycle.isEmpty()) {
                return cycle;
            }
        }
        path.removeLast();
        done.add(name);
        return List.of();
    }

    private static Stream<String> next(Alias alias) {
        return Stream.concat(alias.everyName(), Stream.ofNullable(alias.judge()).map(JudgeConfig::model));
    }
}
