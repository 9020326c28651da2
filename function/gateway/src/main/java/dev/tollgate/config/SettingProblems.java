package dev.tollgate.config;

import io.smallrye.config.ConfigValidationException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says which settings keep a program from starting, in a line for each. The value of a setting may be a secret, and is not in it. */
public final class SettingProblems {
    /** A problem of SmallRye Config: its own number, the property, its value, and the message of the value's parser. */
    private static final Pattern UNREADABLE = Pattern.compile(
            ".*The config property (\\S+) with the config value \"(.*)\" .* whilst being converted (.*)",
            Pattern.DOTALL);

    private static final Pattern MISSING =
            Pattern.compile(".*The config property (\\S+) is required.*", Pattern.DOTALL);
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z0-9]");

    private SettingProblems() {}

    /** The lines; empty if the program failed for another reason. */
    public static Optional<String> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigValidationException wrong) {
                return Optional.of(IntStream.range(0, wrong.getProblemCount())
                        .mapToObj(index -> line(wrong.getProblem(index).getMessage()))
                        .collect(Collectors.joining("\n")));
            }
        }
        return Optional.empty();
    }

    private static String line(String problem) {
        Matcher unreadable = UNREADABLE.matcher(problem);
        if (unreadable.matches()) {
            return variable(unreadable.group(1)) + ": " + withoutValue(unreadable);
        }
        Matcher missing = MISSING.matcher(problem);
        return missing.matches() ? variable(missing.group(1)) + " is required." : problem;
    }

    /** A parser's message may quote the value. */
    private static String withoutValue(Matcher unreadable) {
        String value = unreadable.group(2);
        return value.isEmpty() ? unreadable.group(3) : unreadable.group(3).replace(value, "***");
    }

    /** The environment variable of a property (https://smallrye.io/smallrye-config/Main/config/environment-variables/). */
    private static String variable(String property) {
        return BETWEEN_WORDS
                .matcher(property.toLowerCase(Locale.ROOT))
                .replaceAll("_")
                .toUpperCase(Locale.ROOT);
    }
}
