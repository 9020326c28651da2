package dev.tollgate.cli.reconcile;

import dev.tollgate.cli.reconcile.RecordedUsage.Booked;
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
public record UsageComparison(Set<UsageMeasure> measures, ModelNames names, List<Line> lines, Line total) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Our cost of an attempt is rounded to whole micro-dollars, so it may be wrong by half of one. */
    private static final BigDecimal ROUNDING = new BigDecimal("0.0000005");

    public UsageComparison {
        measures = EnumSet.copyOf(measures);
        lines = List.copyOf(lines);
    }

    /**
     * One group.
     *
     * @param group null for the total
     * @param differing the measures that differ by more than is tolerated
     */
    public record Line(
            UsageGroupKey group,
            MeasuredAmounts ours,
            MeasuredAmounts theirs,
            AmountCaveats doubts,
            Set<UsageMeasure> differing) {

        public Line {
            differing = differing.isEmpty() ? Set.of() : EnumSet.copyOf(differing);
        }

        /** What the provider has more than we. */
        public BigDecimal difference(UsageMeasure measure) {
            return theirs.get(measure).subtract(ours.get(measure));
        }
    }

    /**
     * Compares.
     *
     * @param tolerancePercent of the provider's amount
     */
    public static UsageComparison of(RecordedUsage books, ProviderExport export, BigDecimal tolerancePercent) {
        ModelNames names = ModelNames.of(
                models(books.groups().keySet()), models(export.groups().keySet()));
        Map<UsageGroupKey, Booked> ours = new TreeMap<>();
        books.groups().forEach((group, booked) -> ours.merge(renamed(group, names), booked, Booked::plus));
        Map<UsageGroupKey, MeasuredAmounts> theirs = new TreeMap<>();
        export.groups()
                .forEach((group, amounts) -> theirs.merge(renamed(group, names), amounts, MeasuredAmounts::plus));
        Set<UsageGroupKey> all = new TreeSet<>(ours.keySet());
        all.addAll(theirs.keySet());
        Judge judge = new Judge(export.measures(), tolerancePercent);
        List<Line> lines = all.stream()
                .map(group -> judge.line(
                        group,
                        ours.getOrDefault(group, Booked.NOTHING),
                        theirs.getOrDefault(group, MeasuredAmounts.NONE)))
                .toList();
        Line total = judge.line(
                null,
                ours.values().stream().reduce(Booked.NOTHING, Booked::plus),
                theirs.values().stream().reduce(MeasuredAmounts.NONE, MeasuredAmounts::plus));
        return new UsageComparison(export.measures(), names, lines, total);
    }

    /** Those that differ. */
    public List<Line> differing() {
        return lines.stream().filter(line -> !line.differing().isEmpty()).toList();
    }

    private static Set<String> models(Set<UsageGroupKey> groups) {
        return groups.stream()
                .map(UsageGroupKey::model)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static UsageGroupKey renamed(UsageGroupKey group, ModelNames names) {
        return group.of(names.group(group.model()));
    }

    /** What differs, and what does not. */
    private record Judge(Set<UsageMeasure> measures, BigDecimal tolerancePercent) {

        Line line(UsageGroupKey group, Booked ours, MeasuredAmounts theirs) {
            Set<UsageMeasure> differing = measures.stream()
                    .filter(measure -> differs(measure, ours, theirs))
                    .collect(Collectors.toSet());
            return new Line(group, ours.amounts(), theirs, ours.doubts(), differing);
        }

        private boolean differs(UsageMeasure measure, Booked ours, MeasuredAmounts theirs) {
            BigDecimal difference =
                    theirs.get(measure).subtract(ours.amounts().get(measure)).abs();
            BigDecimal rounding = measure == UsageMeasure.COST
                    ? ROUNDING.multiply(BigDecimal.valueOf(ours.doubts().counted()))
                    : BigDecimal.ZERO;
            BigDecimal tolerated = theirs.get(measure).abs().multiply(tolerancePercent);
            return difference.compareTo(rounding) > 0
                    && difference.multiply(HUNDRED).compareTo(tolerated) > 0;
        }
    }
}
