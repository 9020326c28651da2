package dev.tollgate.guardrail.detector;

import dev.tollgate.guardrail.detector.PatternNode.Assertion;
import dev.tollgate.guardrail.detector.PatternNode.CharacterSet;
import dev.tollgate.guardrail.detector.PatternNode.Choice;
import dev.tollgate.guardrail.detector.PatternNode.Repetition;
import dev.tollgate.guardrail.detector.PatternNode.Sequence;
import dev.tollgate.parse.NumberParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a pattern in <a href="https://github.com/google/re2/wiki/Syntax">RE2's syntax</a> that RE2/J has accepted. Each leaf of the
 * tree carries the flags that apply to it, so that parts of the tree mean the same elsewhere.
 */
final class PatternParser {
    /** As RE2 bounds it. */
    private static final int MOST_TIMES = 1_000;

    private static final Set<String> ASCII_CLASSES = Set.of("\\d", "\\s", "\\w");
    private static final Pattern COUNT = Pattern.compile("\\{([0-9]{1,4})(,([0-9]{1,4})?)?}");

    private static final Pattern FLAGS = Pattern.compile("\\(\\?([imsU]*)(?:-([imsU]+))?([:)])");
    private static final Pattern NAMED_GROUP = Pattern.compile("\\(\\?P?<[A-Za-z0-9_]{1,200}>");
    private static final Pattern ESCAPED_CHARACTER = Pattern.compile(
            "\\\\(?:x\\{[0-9A-Fa-f]{1,8}}|x[0-9A-Fa-f]{2}|0[0-7]{0,2}|[1-7][0-7]{1,2}|[afnrtv]|[^A-Za-z0-9])");
    private static final Pattern ESCAPED_CLASS =
            Pattern.compile("\\\\(?:[dDsSwW]|[pP](?:[A-Z]|\\{\\^?[A-Za-z_]{1,40}}))");
    private static final Pattern POSIX_CLASS = Pattern.compile("\\[:\\^?[a-z]{1,10}:]");

    private final String pattern;
    private int at;
    private String flags = "";

    private PatternParser(String pattern) {
        this.pattern = pattern;
    }

    /**
     * The tree of a pattern.
     *
     * @throws IllegalArgumentException that names the construct that is not supported
     */
    static PatternNode parse(String pattern) {
        PatternParser parser = new PatternParser(pattern);
        PatternNode node = parser.choice();
        if (parser.at < pattern.length()) {
            throw parser.unsupported(pattern.substring(parser.at, parser.at + 1));
        }
        return node;
    }

    /** Flags that are set inside a group end with it. */
    private PatternNode choice() {
        String flagsBefore = flags;
        List<PatternNode> options = new ArrayList<>();
        options.add(sequence());
        while (accept("|")) {
            options.add(sequence());
        }
        flags = flagsBefore;
        return options.size() == 1 ? options.getFirst() : new Choice(options);
    }

    private PatternNode sequence() {
        List<PatternNode> parts = new ArrayList<>();
        while (at < pattern.length() && !peek("|") && !peek(")")) {
            if (accept("\\Q")) {
                quoted(parts);
            } else {
                parts.add(repeated(atom()));
            }
        }
        return parts.size() == 1 ? parts.getFirst() : new Sequence(parts);
    }

    /** A quantifier behind {@code \E} repeats the last quoted character. */
    private void quoted(List<PatternNode> parts) {
        int end = pattern.indexOf("\\E", at);
        int stop = end < 0 ? pattern.length() : end;
        while (at < stop) {
            parts.add(character(pattern.codePointAt(at)));
            at += Character.charCount(pattern.codePointAt(at));
        }
        if (end >= 0) {
            at += 2;
            if (!parts.isEmpty()) {
                parts.add(repeated(parts.removeLast()));
            }
        }
    }

    private PatternNode repeated(PatternNode part) {
        PatternNode node = part;
        while (true) {
            Matcher count = COUNT.matcher(pattern).region(at, pattern.length());
            if (accept("*")) {
                node = new Repetition(node, 0, PatternNode.UNLIMITED);
            } else if (accept("+")) {
                node = new Repetition(node, 1, PatternNode.UNLIMITED);
            } else if (accept("?")) {
                node = new Repetition(node, 0, 1);
            } else if (count.lookingAt()) {
                node = counted(node, count);
                at = count.end();
            } else {
                return node;
            }
            accept("?");
        }
    }

    private static PatternNode counted(PatternNode part, Matcher count) {
        int min = times(count.group(1));
        if (count.group(2) == null) {
            return new Repetition(part, min, min);
        }
        return new Repetition(part, min, count.group(3) == null ? PatternNode.UNLIMITED : times(count.group(3)));
    }

    private static int times(String digits) {
        return NumberParser.whole(digits, 0, MOST_TIMES)
                .orElseThrow(
                        () -> new IllegalArgumentException("repeats something more than " + MOST_TIMES + " times"));
    }

    private PatternNode atom() {
        return switch (pattern.charAt(at)) {
            case '(' -> group();
            case '[' -> bracketed();
            case '\\' -> escaped();
            case '.' -> {
                at++;
                yield new CharacterSet(withFlags("."), true);
            }
            case '^' -> {
                at++;
                yield new Assertion(withFlags("^"), false);
            }
            case '$' -> {
                at++;
                yield new Assertion(withFlags("$"), true);
            }
            default -> {
                int codePoint = pattern.codePointAt(at);
                at += Character.charCount(codePoint);
                yield character(codePoint);
            }
        };
    }

    private PatternNode group() {
        Matcher named = NAMED_GROUP.matcher(pattern).region(at, pattern.length());
        Matcher flagged = FLAGS.matcher(pattern).region(at, pattern.length());
        if (named.lookingAt()) {
            at = named.end();
            return groupEnd(choice());
        }
        if (flagged.lookingAt()) {
            return flagged(flagged);
        }
        if (peek("(?")) {
            throw unsupported(pattern.substring(at, Math.min(pattern.length(), at + 4)));
        }
        at++;
        return groupEnd(choice());
    }

    private PatternNode flagged(Matcher flagged) {
        String flagsBefore = flags;
        at = flagged.end();
        flags = changed(flags, flagged.group(1), flagged.group(2) == null ? "" : flagged.group(2));
        if (flagged.group(3).equals(")")) {
            return Sequence.EMPTY;
        }
        PatternNode node = groupEnd(choice());
        flags = flagsBefore;
        return node;
    }

    private PatternNode groupEnd(PatternNode node) {
        if (!accept(")")) {
            throw unsupported("a group without its end");
        }
        return node;
    }

    private static String changed(String flags, String set, String cleared) {
        StringBuilder changed = new StringBuilder();
        for (String flag : List.of("i", "m", "s")) {
            if ((flags.contains(flag) || set.contains(flag)) && !cleared.contains(flag)) {
                changed.append(flag);
            }
        }
        return changed.toString();
    }

    private PatternNode escaped() {
        for (String assertion : List.of("\\b", "\\B", "\\z")) {
            if (accept(assertion)) {
                return new Assertion(assertion, true);
            }
        }
        if (accept("\\A")) {
            return new Assertion("\\A", false);
        }
        String start = Character.toString(pattern.codePointAt(Math.min(at + 1, pattern.length() - 1)));
        String escaped = next(ESCAPED_CLASS);
        if (!escaped.isEmpty()) {
            return new CharacterSet(withFlags(escaped), !ASCII_CLASSES.contains(escaped) || flags.contains("i"));
        }
        String character = next(ESCAPED_CHARACTER);
        if (character.isEmpty()) {
            throw unsupported("\\" + start);
        }
        return new CharacterSet(withFlags(character), isBeyondAscii(character) || flags.contains("i"));
    }

    private PatternNode bracketed() {
        int start = at;
        at++;
        boolean beyondAscii = accept("^");
        boolean first = true;
        while (first || !peek("]")) {
            if (at >= pattern.length()) {
                throw unsupported("a character class without its end");
            }
            first = false;
            beyondAscii |= isMemberBeyondAscii();
        }
        at++;
        String source = pattern.substring(start, at);
        return new CharacterSet(withFlags(source), beyondAscii || flags.contains("i"));
    }

    /** Reads one member of a character class. */
    private boolean isMemberBeyondAscii() {
        String posix = next(POSIX_CLASS);
        if (!posix.isEmpty()) {
            return posix.startsWith("[:^");
        }
        String escaped = next(ESCAPED_CLASS);
        if (!escaped.isEmpty()) {
            return !ASCII_CLASSES.contains(escaped);
        }
        String character = next(ESCAPED_CHARACTER);
        if (!character.isEmpty()) {
            return isBeyondAscii(character);
        }
        if (peek("\\")) {
            throw unsupported(pattern.substring(at, Math.min(pattern.length(), at + 2)));
        }
        int codePoint = pattern.codePointAt(at);
        at += Character.charCount(codePoint);
        return codePoint > 127;
    }

    /** An escape by number may be any character. */
    private static boolean isBeyondAscii(String escapedCharacter) {
        return escapedCharacter.length() > 2;
    }

    /** With the flag i, the Kelvin sign is a k, and the long s is an s. */
    private PatternNode character(int codePoint) {
        boolean folds = flags.contains("i") && "ksKS".indexOf(codePoint) >= 0;
        return new CharacterSet(withFlags("\\x{" + Integer.toHexString(codePoint) + "}"), codePoint > 127 || folds);
    }

    private String withFlags(String source) {
        return flags.isEmpty() ? source : "(?" + flags + ":" + source + ")";
    }

    /** Reads what matches here, else nothing. */
    private String next(Pattern expected) {
        Matcher matcher = expected.matcher(pattern).region(at, pattern.length());
        if (!matcher.lookingAt()) {
            return "";
        }
        at = matcher.end();
        return matcher.group();
    }

    private boolean accept(String expected) {
        boolean there = peek(expected);
        at += there ? expected.length() : 0;
        return there;
    }

    private boolean peek(String expected) {
        return pattern.startsWith(expected, at);
    }

    private IllegalArgumentException unsupported(String construct) {
        return new IllegalArgumentException("uses " + construct + ", which a detector's pattern cannot have");
    }
}
