package dev.tollgate.usage;

import dev.tollgate.bill.DateRange;
import dev.tollgate.bill.UsageLine;
import dev.tollgate.bill.UsageRecords;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A key's usage over days: from the roll-up of each day that has one, and from records for the others. Both add up to the same. */
@ApplicationScoped
public class UsageHistory {
    private final UsageRecords records;

    public UsageHistory(UsageRecords records) {
        this.records = records;
    }

    /** Passes lines to the reader that add up to all usage of these days. */
    public void read(String keyId, DateRange days, Consumer<UsageLine> reader) {
        read(keyId, days, Map.of(), reader);
    }

    /**
     * The same.
     *
     * @param added the sums of some of these days, if they are known already
     */
    public void read(String keyId, DateRange days, Map<LocalDate, List<UsageLine>> added, Consumer<UsageLine> reader) {
        Map<LocalDate, List<UsageLine>> known = new HashMap<>(records.rollUps(keyId, days).stream()
                .collect(Collectors.groupingBy(line -> line.dimensions().day())));
        known.putAll(added);
        known.values().forEach(lines -> lines.forEach(reader));
        gaps(days, known.keySet()).forEach(gap -> records.read(keyId, gap.from(), gap.until(), reader));
    }

    /** Days in a row without a roll-up, so that they are read in one go. */
    private static List<DateRange> gaps(DateRange days, Set<LocalDate> known) {
        List<DateRange> gaps = new ArrayList<>();
        days.days().filter(day -> !known.contains(day)).forEach(day -> {
            if (!gaps.isEmpty() && gaps.getLast().last().plusDays(1).equals(day)) {
                gaps.set(gaps.size() - 1, new DateRange(gaps.getLast().first(), day));
            } else {
                gaps.add(DateRange.of(day));
            }
        });
        return gaps;
    }
}
