package dev.tollgate.manifest;

import dev.tollgate.parse.NumberParser;
import dev.tollgate.parse.TimeParser;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value in the file, and its path. Each method reads it as one type; if it is of another, it reports an error and
 * returns nothing, so that reading continues.
 *
 * @param line the line of the field's name, which for a list or a mapping is above its first element
 */
record YamlValue(Node node, String path, int line, ManifestProblems problems) {
    private static final Pattern TRUE = Pattern.compile("(?i)true|yes|on");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[1-9][0-9_]{0,14}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");
    private static final Pattern SIGNED = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    /** Whether the value is missing, as in {@code aliases:} with all its lines commented out. */
    boolean isEmpty() {
        return node.getTag().equals(Tag.NULL);
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isEmptyList() {
        return node instanceof SequenceNode sequence && sequence.getValue().isEmpty();
    }

    /** Whether the value is text that contains one of these characters. */
    boolean mentions(String characters) {
        return scalar(Tag.STR)
                .filter(text -> text.chars().anyMatch(character -> characters.indexOf(character) >= 0))
                .isPresent();
    }

    /** Text in a certain format. It rejects unquoted words that YAML does not read as text, such as {@code no}. */
    Optional<String> text(String expected, Predicate<String> form) {
        return orRefuse(scalar(Tag.STR).filter(form), expected);
    }

    /** Text that may look like a date, which YAML does not read as text. */
    Optional<String> word(String expected, Predicate<String> form) {
        return orRefuse(scalar(Tag.STR, Tag.TIMESTAMP).filter(form), expected);
    }

    /** Text that no message may show. */
    Optional<String> secret(String expected, Predicate<String> form) {
        Optional<String> text = scalar(Tag.STR).filter(form);
        if (text.isEmpty()) {
            error("expected " + expected + ", got " + ValueDescription.shape(node));
        }
        return text;
    }

    /** A day or an instant, which YAML may read as text or as a timestamp. */
    Optional<Instant> instant(String expected) {
        return orRefuse(scalar(Tag.STR, Tag.TIMESTAMP).flatMap(TimeParser::dayOrInstant), expected);
    }

    Optional<Boolean> flag() {
        return orRefuse(scalar(Tag.BOOL).map(word -> TRUE.matcher(word).matches()), "true or false");
    }

    /** A whole number, at least 1. */
    Optional<Long> count() {
        Optional<String> digits = scalar(Tag.INT).filter(WHOLE_NUMBER.asMatchPredicate());
        return orRefuse(digits, "a whole number from 1")
                .map(text -> NumberParser.whole(text.replace("_", ""), 1, Long.MAX_VALUE)
                        .orElseThrow());
    }

    /** A whole number from 0 to this. */
    Optional<Integer> wholeNumber(int most) {
        return wholeNumber(0, most);
    }

    /** A whole number within these bounds. */
    Optional<Integer> wholeNumber(int least, int most) {
        Optional<Integer> number = scalar(Tag.INT)
                .filter(DIGITS.asMatchPredicate())
                .map(text -> NumberParser.whole(text, least, most))
                .filter(OptionalInt::isPresent)
                .map(OptionalInt::getAsInt);
        return orRefuse(number, "a whole number from " + least + " to " + most);
    }

    /** A number, at least 0, with exactly the digits of the file. */
    Optional<BigDecimal> amount(String expected) {
        Optional<String> digits = scalar(Tag.INT, Tag.FLOAT).filter(DECIMAL.asMatchPredicate());
        return orRefuse(digits.flatMap(NumberParser::decimal), expected);
    }

    /** A number that may be negative, with exactly the digits of the file. */
    Optional<BigDecimal> number(String expected, Predicate<BigDecimal> form) {
        Optional<String> digits = scalar(Tag.INT, Tag.FLOAT).filter(SIGNED.asMatchPredicate());
        return orRefuse(digits.flatMap(NumberParser::decimal).filter(form), expected);
    }

    /** The elements of a list. */
    List<YamlValue> elements() {
        if (!(node instanceof SequenceNode sequence)) {
            refuse("a list");
            return List.of();
        }
        List<YamlValue> elements = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            elements.add(new YamlValue(element, path + "[" + elements.size() + "]", lineOf(element), problems));
        }
        return elements;
    }

    /** The entries of a mapping, in their order. It rejects duplicate names, because one of the two would be lost. */
    Map<String, YamlValue> entries() {
        if (!(node instanceof MappingNode mapping)) {
            refuse("a mapping");
            return Map.of();
        }
        Map<String, YamlValue> entries = new LinkedHashMap<>();
        mapping.getValue().forEach(tuple -> enter(tuple, entries));
        return entries;
    }

    void error(String message) {
        problems.error(line, path, message);
    }

    void warning(String message) {
        problems.warning(line, path, message);
    }

    private void enter(NodeTuple tuple, Map<String, YamlValue> entries) {
        int entryLine = lineOf(tuple.getKeyNode());
        if (!(tuple.getKeyNode() instanceof ScalarNode key) || key.getTag().equals(Tag.NULL)) {
            problems.error(entryLine, path, "expected a name before the colon");
            return;
        }
        String entryPath = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
        YamlValue entry = new YamlValue(tuple.getValueNode(), entryPath, entryLine, problems);
        if (key.getTag().equals(Tag.MERGE)) {
            entry.error("YAML's merge key is not supported: write the fields out");
            return;
        }
        YamlValue first = entries.putIfAbsent(key.getValue(), entry);
        if (first != null) {
            entry.error("appears twice; first on line " + first.line());
        }
    }

    private <T> Optional<T> orRefuse(Optional<T> value, String expected) {
        if (value.isEmpty()) {
            refuse(expected);
        }
        return value;
    }

    private void refuse(String expected) {
        error("expected " + expected + ", got " + ValueDescription.shown(node));
    }

    private Optional<String> scalar(Tag... tags) {
        return node instanceof ScalarNode scalar && List.of(tags).contains(scalar.getTag())
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
