package dev.tollgate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes a script that completes commands and options in fish (https://fishshell.com/docs/current/cmds/complete.html). */
final class FishCompletion {
    private static final String PROGRAM = "tollgate";

    private final List<String> lines = new ArrayList<>();

    private FishCompletion() {}

    static String script(CommandLine root) {
        FishCompletion completion = new FishCompletion();
        completion.lines.add("# Completions of tollgate: tollgate completion fish | source");
        completion.lines.add("complete -c " + PROGRAM + " -f");
        completion.add(root, List.of());
        return String.join("\n", completion.lines) + "\n";
    }

    private void add(CommandLine command, List<String> path) {
        Set<String> children = new TreeSet<>(command.getSubcommands().keySet());
        String here = condition(path, children);
        command.getSubcommands()
                .forEach((name, child) -> lines.add(line(here) + " -a " + name + description(child.getCommandSpec())));
        String below = condition(path, Set.of());
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.hidden()) {
                lines.add(line(below)
                        + flags(option)
                        + values(option)
                        + described(option.description().length == 0 ? "" : option.description()[0]));
            }
        }
        for (ArgSpec argument : command.getCommandSpec().positionalParameters()) {
            if (argument.completionCandidates() != null) {
                lines.add(line(below) + " -a " + quoted(candidates(argument)));
            }
        }
        command.getSubcommands().forEach((name, child) -> {
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            add(child, longer);
        });
    }

    /** All words of the path are there, and none of the words that would lead further. */
    private static String condition(List<String> path, Set<String> none) {
        String seen =
                path.stream().map(word -> "__fish_seen_subcommand_from " + word).collect(Collectors.joining("; and "));
        String not = none.isEmpty() ? "" : "not __fish_seen_subcommand_from " + String.join(" ", none);
        return seen + (seen.isEmpty() || not.isEmpty() ? "" : "; and ") + not;
    }

    private static String line(String condition) {
        return "complete -c " + PROGRAM + (condition.isEmpty() ? "" : " -n " + quoted(condition));
    }

    private static String flags(OptionSpec option) {
        StringBuilder flags = new StringBuilder();
        for (String name : option.names()) {
            flags.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        return flags.toString();
    }

    /** An option with a value needs one; files are completed where a file is expected. */
    private static String values(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        if (option.completionCandidates() != null) {
            return " -x -a " + quoted(candidates(option));
        }
        return List.of("FILE", "FOLDER").contains(option.paramLabel()) ? " -r -F" : " -x";
    }

    private static String candidates(ArgSpec argument) {
        return StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                .collect(Collectors.joining(" "));
    }

    private static String description(CommandSpec command) {
        String[] text = command.usageMessage().description();
        return described(text.length == 0 ? "" : text[0]);
    }

    /** The first sentence is enough in a list. */
    private static String described(String text) {
        int end = text.indexOf(". ");
        String first = (end < 0 ? text : text.substring(0, end)).replaceAll("\\.$", "");
        return first.isEmpty() || first.contains("${") ? "" : " -d " + quoted(first);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
