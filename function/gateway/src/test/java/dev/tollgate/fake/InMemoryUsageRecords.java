package dev.tollgate.fake;

import dev.tollgate.bill.DateRange;
import dev.tollgate.bill.RecordedRequest;
import dev.tollgate.bill.RollUps;
import dev.tollgate.bill.UsageLine;
import dev.tollgate.bill.UsageRecords;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Records and roll-ups of keys in lists; it counts the records that were read. */
public final class InMemoryUsageRecords implements UsageRecords, RollUps {
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, RecordedRequest> requests = new HashMap<>();
    private final Map<String, List<UsageLine>> days = new HashMap<>();
    private final Map<String, List<UsageLine>> months = new HashMap<>();
    private final Map<String, LocalDate> lastDays = new HashMap<>();
    private final Map<String, Instant> rolledAt = new HashMap<>();
    private final Clock clock;
    private int recordsRead;

    public InMemoryUsageRecords(Clock clock) {
        this.clock = clock;
    }

    private record Entry(Instant acceptedAt, UsageLine line) {}

    /** Writes a record down. */
    public void add(Instant acceptedAt, UsageLine line) {
        entries.add(new Entry(acceptedAt, line));
    }

    /** Writes a whole record of this key down. */
    public void add(String keyId, RecordedRequest request) {
        requests.put(keyId + request.requestId() + request.acceptedAt(), request);
    }

    @Override
    public Optional<RecordedRequest> find(String keyId, String requestId, Instant acceptedAt) {
        return Optional.ofNullable(requests.get(keyId + requestId + acceptedAt));
    }

    /** The roll-up of a month; empty where there is none. */
    public List<UsageLine> month(String keyId, YearMonth month) {
        return months.getOrDefault(keyId + month, List.of());
    }

    /** How many records were read so far. */
    public int recordsRead() {
        return recordsRead;
    }

    @Override
    public void read(String keyId, Instant from, Instant until, Consumer<UsageLine> reader) {
        entries.stream()
                .filter(entry -> entry.line().dimensions().keyId().equals(keyId))
                .filter(entry ->
                        !entry.acceptedAt().isBefore(from) && entry.acceptedAt().isBefore(until))
                .forEach(entry -> {
                    recordsRead++;
                    reader.accept(entry.line());
                });
    }

    @Override
    public List<UsageLine> rollUps(String keyId, DateRange wanted) {
        return wanted.days()
                .filter(day -> rolledAt.getOrDefault(keyId + day, Instant.EPOCH)
                        .isAfter(DateRange.of(day).finalFrom()))
                .flatMap(day -> days.get(keyId + day).stream())
                .toList();
    }

    @Override
    public List<String> keyIds() {
        return entries.stream()
                .map(entry -> entry.line().dimensions().keyId())
                .distinct()
                .toList();
    }

    @Override
    public Map<String, LocalDate> lastDays() {
        return Map.copyOf(lastDays);
    }

    @Override
    public void markFinal(String keyId, LocalDate lastDay) {
        lastDays.put(keyId, lastDay);
    }

    @Override
    public void store(String keyId, LocalDate day, List<UsageLine> lines) {
        days.put(keyId + day, lines);
        rolledAt.put(keyId + day, clock.instant());
    }

    @Override
    public void store(String keyId, YearMonth month, List<UsageLine> lines) {
        months.put(keyId + month, lines);
    }
}
