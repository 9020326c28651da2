package dev.tollgate.guardrail.detector;

import dev.tollgate.guardrail.detector.PatternNode.Assertion;
import dev.tollgate.guardrail.detector.PatternNode.CharacterSet;
import dev.tollgate.guardrail.detector.PatternNode.Choice;
import dev.tollgate.guardrail.detector.PatternNode.Repetition;
import dev.tollgate.guardrail.detector.PatternNode.Sequence;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a match looks like before it has arrived whole: the expression of all beginnings of an expression's matches that may still
 * go on.
 *
 * <p>With P for it: P(one character) is nothing yet, P(ab) = P(a) | aP(b), P(a|b) = P(a) | P(b), and P(a{m,n}) = a{0,n-1}P(a). An
 * assertion such as {@code \b} that looks ahead is undecided where the text ends, so nothing yet is a beginning of it, too.
 */
final class PrefixClosure {
    private PrefixClosure() {}

    /** Empty if no match of this expression can go on, because it matches only what is empty. */
    static Optional<PatternNode> of(PatternNode node) {
        return switch (node) {
            case CharacterSet set -> Optional.of(Sequence.EMPTY);
            case Assertion assertion -> assertion.looksAhead() ? Optional.of(Sequence.EMPTY) : Optional.empty();
            case Choice choice ->
                choice(choice.options().stream().map(PrefixClosure::of).flatMap(Optional::stream));
            case Sequence sequence -> sequence(sequence.parts());
            case Repetition(PatternNode part, int min, int max) when max == 0 -> Optional.empty();
            case Repetition(PatternNode part, int min, int max) ->
                of(part).map(open -> {
                    int before = max == PatternNode.UNLIMITED ? max : max - 1;
                    return new Sequence(List.of(new Repetition(part, 0, before), open));
                });
        };
    }

    /** From the last part to the first, so that each part is in the result once. */
    private static Optional<PatternNode> sequence(List<PatternNode> parts) {
        Optional<PatternNode> open = Optional.empty();
        for (PatternNode part : parts.reversed()) {
            Optional<PatternNode> later = open.map(rest -> new Sequence(List.of(part, rest)));
            open = choice(Stream.concat(of(part).stream(), later.stream()));
        }
        return open;
    }

    private static Optional<PatternNode> choice(Stream<PatternNode> options) {
        List<PatternNode> all = options.toList();
        return switch (all.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(all.getFirst());
            default -> Optional.of(new Choice(all));
        };
    }
}
