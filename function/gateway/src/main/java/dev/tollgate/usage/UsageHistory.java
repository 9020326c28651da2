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

/** A key's usage over days: from roll-ups where a day has one, and from its records where not. Either way it is the same. */
@ApplicationScoped
public class UsageHistory {
    private final UsageRecords books;

    public UsageHistory(UsageRecords books) {
        this.books = books;
    }

    /** Gives lines that add up to all that was used on these days. */
    public void read(String keyId, DateRange days, Consumer<UsageLine> reader) {
        read(keyId, days, Map.of(), reader);
    }

    /**
     * The same.
     *
     * @param added what some of the days are known to add up to, so that nobody has to read it again
     */
    public void read(String keyId, DateRange days, Map<LocalDate, List<UsageLine>> added, Consumer<UsageLine> reader) {
        Map<LocalDate, List<UsageLine>> known = new HashMap<>(books.rollUps(keyId, days).stream()
                .collect(Collectors.groupingBy(line -> line.of().day())));
        known.putAll(added);
        known.values().forEach(lines -> lines.forEach(reader));
        gaps(days, known.keySet()).forEach(gap -> books.read(keyId, gap.from(), gap.until(), reader));
    }

    /** Days in a row without a roll-up, so that they are read in one go. */
    private static List<DateRange> gaps(DateRange days, Set<LocalDate> known) {
        List<DateRange> gaps = new ArrayList<>();
        days.each().filter(day -> !known.contains(day)).forEach(day -> {
            if (!gaps.isEmpty() && gaps.getLast().last().plusDays(1).equals(day)) {
                gaps.set(gaps.size() - 1, new DateRange(gaps.getLast().first(), day));
            } else {
                gaps.add(DateRange.of(day));
            }
        });
        return gaps;
    }
}
