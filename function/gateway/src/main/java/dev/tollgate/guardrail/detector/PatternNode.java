package dev.tollgate.guardrail.detector;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A regular expression as a tree, in the part of RE2's syntax that {@link PatternParser} reads. */
sealed interface PatternNode {
    /** For a repetition without an upper limit. */
    int UNLIMITED = -1;

    /** In RE2's syntax, and whole in itself: it may stand in any other expression. */
    String source();

    /** How many characters and assertions RE2 makes of it, which writes counted repetitions out. */
    long size();

    /** The fewest characters that it matches. */
    int minLength();

    /** Passes on each set of characters in it. */
    void forEachSet(Consumer<CharacterSet> action);

    /**
     * One character of a set.
     *
     * @param beyondAscii whether it may hold characters that are not ASCII
     */
    record CharacterSet(String source, boolean beyondAscii) implements PatternNode {
        @Override
        public long size() {
            return 1;
        }

        @Override
        public int minLength() {
            return 1;
        }

        @Override
        public void forEachSet(Consumer<CharacterSet> action) {
            action.accept(this);
        }
    }

    /**
     * A place between characters, such as {@code \b}.
     *
     * @param looksAhead whether it depends on the character behind it
     */
    record Assertion(String source, boolean looksAhead) implements PatternNode {
        @Override
        public long size() {
            return 1;
        }

        @Override
        public int minLength() {
            return 0;
        }

        @Override
        public void forEachSet(Consumer<CharacterSet> action) {
            // It holds none.
        }
    }

    /** One after the other; nothing if there is none. */
    record Sequence(List<PatternNode> parts) implements PatternNode {
        static final Sequence EMPTY = new Sequence(List.of());

        @Override
        public String source() {
            return parts.stream().map(PatternNode::source).collect(Collectors.joining("", "(?:", ")"));
        }

        @Override
        public long size() {
            return parts.stream().mapToLong(PatternNode::size).sum() + 1;
        }

        @Override
        public int minLength() {
            return parts.stream().mapToInt(PatternNode::minLength).sum();
        }

        @Override
        public void forEachSet(Consumer<CharacterSet> action) {
            parts.forEach(part -> part.forEachSet(action));
        }
    }

    /** One or the other; at least one. */
    record Choice(List<PatternNode> options) implements PatternNode {
        @Override
        public String source() {
            return options.stream().map(PatternNode::source).collect(Collectors.joining("|", "(?:", ")"));
        }

        @Override
        public long size() {
            return options.stream().mapToLong(PatternNode::size).sum() + 1;
        }

        @Override
        public int minLength() {
            return options.stream().mapToInt(PatternNode::minLength).min().orElse(0);
        }

        @Override
        public void forEachSet(Consumer<CharacterSet> action) {
            options.forEach(option -> option.forEachSet(action));
        }
    }

    /**
     * The same, several times. Whether it prefers more or fewer makes no difference to what it can match.
     *
     * @param max {@link #UNLIMITED} or at least {@code min}
     */
    record Repetition(PatternNode part, int min, int max) implements PatternNode {
        @Override
        public String source() {
            return "(?:" + part.source() + "){" + min + "," + (max == UNLIMITED ? "" : max) + "}";
        }

        @Override
        public long size() {
            return part.size() * (max == UNLIMITED ? min + 1 : Math.max(max, 1));
        }

        @Override
        public int minLength() {
            return part.minLength() * min;
        }

        @Override
        public void forEachSet(Consumer<CharacterSet> action) {
            part.forEachSet(action);
        }
    }
}
