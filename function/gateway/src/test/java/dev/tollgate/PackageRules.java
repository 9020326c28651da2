package dev.tollgate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What docs/packages.md says of this module's packages. A name such as {@code edge.*} is that of all packages in {@code edge}. */
final class PackageRules {
    private static final Path PAGE = Path.of(System.getProperty("dev.tollgate.root"), "docs", "packages.md");

    /** The first code block, without its fence. */
    private static final Pattern BLOCK = Pattern.compile("```\\n(.*?)```", Pattern.DOTALL);

    private static final Pattern ROW = Pattern.compile("^\\| `([a-z.*]+)` \\|", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("[a-z]\\S*");

    private final Map<String, Set<String>> allowed;
    private final List<String> described;

    private PackageRules(Map<String, Set<String>> allowed, List<String> described) {
        this.allowed = allowed;
        this.described = described;
    }

    static PackageRules read() {
        try {
            String page = Files.readString(PAGE);
            return new PackageRules(
                    allowedIn(page),
                    ROW.matcher(page).results().map(row -> row.group(1)).toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A line is a package and those that it may use; a line that is indented continues the one before. */
    private static Map<String, Set<String>> allowedIn(String page) {
        Matcher block = BLOCK.matcher(page);
        if (!block.find()) {
            throw new IllegalStateException(PAGE + " has no code block");
        }
        Map<String, Set<String>> allowed = new TreeMap<>();
        String current = "";
        for (String line : block.group(1).lines().toList()) {
            List<String> names =
                    NAME.matcher(line).results().map(MatchResult::group).toList();
            boolean continued = line.startsWith(" ");
            current = continued ? current : names.getFirst();
            allowed.computeIfAbsent(current, _ -> new TreeSet<>())
                    .addAll(continued ? names : names.subList(1, names.size()));
        }
        return allowed;
    }

    /** By the name of a line. */
    Map<String, Set<String>> allowed() {
        return allowed;
    }

    /** The names in the table, in its order. */
    List<String> described() {
        return described;
    }

    /** The name of the line that a package is in: its own, or that of all packages next to it. */
    String lineOf(String packageName) {
        int last = packageName.lastIndexOf('.');
        return allowed.containsKey(packageName) || last < 0 ? packageName : packageName.substring(0, last) + ".*";
    }
}
