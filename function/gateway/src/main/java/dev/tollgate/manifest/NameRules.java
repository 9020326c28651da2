package dev.tollgate.manifest;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The rules for names in a file. */
final class NameRules {
    /** Every kind of provider, whether or not this build supports it. */
    static final Set<String> KINDS = Set.of("openai", "anthropic", "gemini", "bedrock", "cohere", "azure");

    static final String ONE_KIND = "one of " + String.join(", ", new TreeSet<>(KINDS));

    private static final int LONGEST_ALIAS = 128;
    private static final int LONGEST_MODEL = 512;
    private static final Pattern PROVIDER = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    /** An id has no {@code #}, which is the separator in the store's keys. */
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,127}");

    private static final Pattern VISIBLE = Pattern.compile("[^\\p{Z}\\p{C}]+");

    private NameRules() {}

    static boolean checkProvider(String name, YamlValue value) {
        return check(name, PROVIDER.asMatchPredicate(), value, "a name such as my-provider, of a-z, 0-9 and . _ -");
    }

    static boolean checkKeyId(String id, YamlValue value) {
        return check(id, KEY_ID.asMatchPredicate(), value, "an id such as team-a, of letters, digits and . _ @ + -");
    }

    static boolean isKeyId(String id) {
        return KEY_ID.matcher(id).matches();
    }

    static boolean checkAlias(String name, YamlValue value) {
        return check(
                name,
                text -> isVisible(text, LONGEST_ALIAS),
                value,
                "a name of at most " + LONGEST_ALIAS + " characters, without white space");
    }

    static boolean checkModel(String name, YamlValue value) {
        return check(name, text -> isVisible(text, LONGEST_MODEL), value, "a model's name, without white space");
    }

    /** Whether a text has the format {@code provider/model}. */
    static boolean isFullModel(String text) {
        int slash = text.indexOf('/');
        return slash > 0 && slash < text.length() - 1 && isVisible(text, LONGEST_MODEL);
    }

    private static boolean check(String name, Predicate<String> form, YamlValue value, String expected) {
        boolean right = form.test(name);
        if (!right) {
            value.error("expected " + expected + ", got " + ValueDescription.quoted(name));
        }
        return right;
    }

    private static boolean isVisible(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                && VISIBLE.matcher(text).matches();
    }
}
