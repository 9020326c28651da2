package dev.tollgate.cli.reconcile;

import dev.tollgate.cli.reconcile.Books.Booked;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Both sides beside each other.
 *
 * @param measures what the export tells, and so what is compared
 * @param names whose names were taken for one
 * @param lines of each group that one of the two has
 * @param total of all of them
 */
public record Comparison(Set<Measure> measures, ModelNames names, List<Line> lines, Line total) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Our cost of an attempt is rounded to whole micro-dollars, so it may be wrong by half of one. */
    private static final BigDecimal ROUNDING = new BigDecimal("0.0000005");

    public Comparison {
        measures = EnumSet.copyOf(measures);
        lines = List.copyOf(lines);
    }

    /**
     * One group.
     *
     * @param group null for the total
     * @param differing the measures that differ by more than is tolerated
     */
    public record Line(Group group, Amounts ours, Amounts theirs, Doubts doubts, Set<Measure> differing) {

        public Line {
            differing = differing.isEmpty() ? Set.of() : EnumSet.copyOf(differing);
        }

        /** What the provider has more than we. */
        public BigDecimal difference(Measure measure) {
            return theirs.get(measure).subtract(ours.get(measure));
        }
    }

    /**
     * Compares.
     *
     * @param tolerancePercent of the provider's amount
     */
    public static Comparison of(Books books, Export export, BigDecimal tolerancePercent) {
        ModelNames names = ModelNames.of(
                models(books.groups().keySet()), models(export.groups().keySet()));
        Map<Group, Booked> ours = new TreeMap<>();
        books.groups().forEach((group, booked) -> ours.merge(renamed(group, names), booked, Booked::plus));
        Map<Group, Amounts> theirs = new TreeMap<>();
        export.groups().forEach((group, amounts) -> theirs.merge(renamed(group, names), amounts, Amounts::plus));
        Set<Group> all = new TreeSet<>(ours.keySet());
        all.addAll(theirs.keySet());
        Judge judge = new Judge(export.measures(), tolerancePercent);
        List<Line> lines = all.stream()
                .map(group -> judge.line(
                        group, ours.getOrDefault(group, Booked.NOTHING), theirs.getOrDefault(group, Amounts.NONE)))
                .toList();
        Line total = judge.line(
                null,
                ours.values().stream().reduce(Booked.NOTHING, Booked::plus),
                theirs.values().stream().reduce(Amounts.NONE, Amounts::plus));
        return new Comparison(export.measures(), names, lines, total);
    }

    /** Those that differ. */
    public List<Line> differing() {
        return lines.stream().filter(line -> !line.differing().isEmpty()).toList();
    }

    private static Set<String> models(Set<Group> groups) {
        return groups.stream().map(Group::model).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private static Group renamed(Group group, ModelNames names) {
        return group.of(names.group(group.model()));
    }

    /** What differs, and what does not. */
    private record Judge(Set<Measure> measures, BigDecimal tolerancePercent) {

        Line line(Group group, Booked ours, Amounts theirs) {
            Set<Measure> differing = measures.stream()
                    .filter(measure -> differs(measure, ours, theirs))
                    .collect(Collectors.toSet());
            return new Line(group, ours.amounts(), theirs, ours.doubts(), differing);
        }

        private boolean differs(Measure measure, Booked ours, Amounts theirs) {
            BigDecimal difference =
                    theirs.get(measure).subtract(ours.amounts().get(measure)).abs();
            BigDecimal rounding = measure == Measure.COST
                    ? ROUNDING.multiply(BigDecimal.valueOf(ours.doubts().counted()))
                    : BigDecimal.ZERO;
            BigDecimal tolerated = theirs.get(measure).abs().multiply(tolerancePercent);
            return difference.compareTo(rounding) > 0
                    && difference.multiply(HUNDRED).compareTo(tolerated) > 0;
        }
    }
}
