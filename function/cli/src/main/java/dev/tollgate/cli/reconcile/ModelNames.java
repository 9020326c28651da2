package dev.tollgate.cli.reconcile;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Matches our names of models with those in an export. We may have requested {@code gpt-4o-mini}, and the export has
 * {@code gpt-4o-mini-2024-07-18}. Names that differ only by a date at the end are compared as one, unless both sides
 * have exactly the same names. Upper and lower case are the same. A name with spaces is compared by its words and
 * numbers, so that {@code Claude Haiku 3.5} matches {@code claude-3-5-haiku-20241022}.
 *
 * @param groups the name to compare by, for each name in lower case
 */
public record ModelNames(Map<String, String> groups) {
    /** A suffix such as 2024-07-18, 20241022, 0613 for a day, 2411 for a month, or the latest snapshot. */
    private static final Pattern SNAPSHOT = Pattern.compile("[-@](\\d{4}-\\d{2}-\\d{2}|\\d{8}|\\d{4}|latest)$");

    private static final Pattern NOT_IN_WORDS = Pattern.compile("[^\\p{L}\\d]+");

    public ModelNames {
        groups = Map.copyOf(groups);
    }

    /** Matches these names. */
    public static ModelNames of(Set<String> ours, Set<String> theirs) {
        Map<String, String> byWords = new HashMap<>();
        ours.forEach(name -> byWords.put(words(family(lower(name))), family(lower(name))));
        Map<String, Set<String>> ourFamilies = families(ours, Map.of());
        Map<String, Set<String>> theirFamilies = families(theirs, byWords);
        Map<String, String> groups = new HashMap<>();
        Stream.concat(ourFamilies.keySet().stream(), theirFamilies.keySet().stream())
                .distinct()
                .forEach(family -> {
                    Set<String> our = ourFamilies.getOrDefault(family, Set.of());
                    Set<String> their = theirFamilies.getOrDefault(family, Set.of());
                    boolean apart = our.equals(their) || our.isEmpty() || their.isEmpty();
                    Stream.concat(our.stream(), their.stream())
                            .forEach(name -> groups.put(name, apart ? name : family));
                });
        return new ModelNames(groups);
    }

    /** The name to compare this one by. */
    public String group(String name) {
        return groups.getOrDefault(lower(name), lower(name));
    }

    /** The sets of names that are compared as one, by the name that they are compared by. */
    public Map<String, Set<String>> merged() {
        Map<String, Set<String>> merged = new TreeMap<>();
        groups.forEach((name, group) ->
                merged.computeIfAbsent(group, absent -> new TreeSet<>()).add(name));
        merged.values().removeIf(names -> names.size() == 1);
        return Collections.unmodifiableMap(merged);
    }

    private static Map<String, Set<String>> families(Set<String> names, Map<String, String> byWords) {
        return names.stream()
                .map(ModelNames::lower)
                .collect(Collectors.groupingBy(
                        name -> name.contains(" ") ? byWords.getOrDefault(words(name), name) : family(name),
                        Collectors.toSet()));
    }

    private static String family(String name) {
        return SNAPSHOT.matcher(name).replaceFirst("");
    }

    /** The order of words does not matter, but that of numbers does: 3.5 is not 5.3. */
    private static String words(String name) {
        List<String> tokens = Arrays.asList(NOT_IN_WORDS.split(name));
        Stream<String> words = tokens.stream().filter(token -> !isNumber(token)).sorted();
        return Stream.concat(words, tokens.stream().filter(ModelNames::isNumber))
                .collect(Collectors.joining(" "));
    }

    private static boolean isNumber(String token) {
        return token.chars().allMatch(Character::isDigit);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
