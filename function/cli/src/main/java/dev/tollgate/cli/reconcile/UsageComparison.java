package dev.tollgate.cli.reconcile;

import dev.tollgate.cli.reconcile.RecordedUsage.RecordedAmounts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of our usage records with an export.
 *
 * @param measures the measures to compare, which are those in the export
 * @param names the names of models that are compared as one
 * @param lines a line for each group of either side
 * @param total the sum of all lines
 */
public record UsageComparison(Set<UsageMeasure> measures, ModelNames names, List<Line> lines, Line total) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Our cost of an attempt is rounded to whole micro-dollars, so its error is at most half of one. */
    private static final BigDecimal ROUNDING = new BigDecimal("0.0000005");

    public UsageComparison {
        measures = EnumSet.copyOf(measures);
        lines = List.copyOf(lines);
    }

    /**
     * The amounts of one group, or the total.
     *
     * @param group the group; absent for the total
     * @param differing the measures that differ by more than the tolerance
     */
    public record Line(
            @Nullable UsageGroupKey group,
            MeasuredAmounts ours,
            MeasuredAmounts theirs,
            AmountCaveats caveats,
            Set<UsageMeasure> differing) {

        public Line {
            differing = differing.isEmpty() ? Set.of() : EnumSet.copyOf(differing);
        }

        /** The group's day; empty for the total, or if the export has no days. */
        public Optional<LocalDate> day() {
            return Optional.ofNullable(group).map(UsageGroupKey::day);
        }

        /** The group's model; empty for the total, or if the export has no models. */
        public Optional<String> model() {
            return Optional.ofNullable(group).map(UsageGroupKey::model);
        }

        /** The provider's amount minus ours. */
        public BigDecimal difference(UsageMeasure measure) {
            return theirs.get(measure).subtract(ours.get(measure));
        }
    }

    /**
     * Compares both sides.
     *
     * @param tolerancePercent the largest difference to accept, in percent of the provider's amount
     */
    public static UsageComparison of(RecordedUsage recorded, ProviderExport export, BigDecimal tolerancePercent) {
        ModelNames names = ModelNames.of(
                models(recorded.groups().keySet()), models(export.groups().keySet()));
        Map<UsageGroupKey, RecordedAmounts> ours = new TreeMap<>();
        recorded.groups()
                .forEach((group, amounts) -> ours.merge(renamed(group, names), amounts, RecordedAmounts::plus));
        Map<UsageGroupKey, MeasuredAmounts> theirs = new TreeMap<>();
        export.groups()
                .forEach((group, amounts) -> theirs.merge(renamed(group, names), amounts, MeasuredAmounts::plus));
        Set<UsageGroupKey> all = new TreeSet<>(ours.keySet());
        all.addAll(theirs.keySet());
        LineComparison comparison = new LineComparison(export.measures(), tolerancePercent);
        List<Line> lines = all.stream()
                .map(group -> comparison.line(
                        group,
                        ours.getOrDefault(group, RecordedAmounts.NOTHING),
                        theirs.getOrDefault(group, MeasuredAmounts.NONE)))
                .toList();
        Line total = comparison.line(
                null,
                ours.values().stream().reduce(RecordedAmounts.NOTHING, RecordedAmounts::plus),
                theirs.values().stream().reduce(MeasuredAmounts.NONE, MeasuredAmounts::plus));
        return new UsageComparison(export.measures(), names, lines, total);
    }

    /** The lines with a difference. */
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
        String model = group.model();
        return model == null ? group : group.withModel(names.group(model));
    }

    /** Finds the measures of a line that differ. */
    private record LineComparison(Set<UsageMeasure> measures, BigDecimal tolerancePercent) {

        Line line(@Nullable UsageGroupKey group, RecordedAmounts ours, MeasuredAmounts theirs) {
            Set<UsageMeasure> differing = measures.stream()
                    .filter(measure -> differs(measure, ours, theirs))
                    .collect(Collectors.toSet());
            return new Line(group, ours.amounts(), theirs, ours.caveats(), differing);
        }

        private boolean differs(UsageMeasure measure, RecordedAmounts ours, MeasuredAmounts theirs) {
            BigDecimal difference =
                    theirs.get(measure).subtract(ours.amounts().get(measure)).abs();
            BigDecimal rounding = measure == UsageMeasure.COST
                    ? ROUNDING.multiply(BigDecimal.valueOf(ours.caveats().counted()))
                    : BigDecimal.ZERO;
            BigDecimal tolerated = theirs.get(measure).abs().multiply(tolerancePercent);
            return difference.compareTo(rounding) > 0
                    && difference.multiply(HUNDRED).compareTo(tolerated) > 0;
        }
    }
}
