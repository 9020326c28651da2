package dev.tollgate.cli.direct;

import dev.tollgate.admin.MonthRange;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Reads the records of keys one after the other, month by month, and shows the progress. */
final class RecordReading {
    private static final int SHOWN_EVERY = 1000;

    private final Consumer<String> progress;
    private long records;
    private String position = "";

    /**
     * Reads nothing yet.
     *
     * @param progress gets what is being read, and an empty text at the end
     */
    RecordReading(Consumer<String> progress) {
        this.progress = progress;
    }

    /** Passes on each record of one key within one month. */
    interface MonthReading<T> {
        void read(String key, Instant from, Instant until, Consumer<T> records);
    }

    /** Reads the records of all keys and months, and passes each one on. */
    <T> void each(List<String> keys, MonthRange months, MonthReading<T> reading, Consumer<T> each) {
        Consumer<T> counted = record -> {
            each.accept(record);
            count();
        };
        for (int index = 0; index < keys.size(); index++) {
            String key = keys.get(index);
            String number = String.format(Locale.ROOT, "Reading key %d of %d, ", index + 1, keys.size());
            months.spans().forEach(span -> {
                position = number + span.month() + ": ";
                show();
                reading.read(key, span.from(), span.until(), counted);
            });
        }
        progress.accept("");
    }

    private void count() {
        records++;
        if (records % SHOWN_EVERY == 0) {
            show();
        }
    }

    private void show() {
        progress.accept(position + String.format(Locale.ROOT, "%,d records", records));
    }
}
