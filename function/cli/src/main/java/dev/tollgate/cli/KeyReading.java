package dev.tollgate.cli;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Reads the records of keys one after the other, month by month, and shows the progress. */
final class KeyReading {
    private static final int SHOWN_EVERY = 1000;

    private final CommandConsole console;
    private long records;
    private String position = "";

    KeyReading(CommandConsole console) {
        this.console = console;
    }

    /** Reads the records of one key within one month, and runs {@code counted} for each of them. */
    interface MonthReading {
        void read(String key, Instant from, Instant until, Runnable counted);
    }

    /** Reads the records of all keys and months. */
    void each(List<String> keys, MonthRange months, MonthReading reading) {
        for (int index = 0; index < keys.size(); index++) {
            String key = keys.get(index);
            String number = String.format(Locale.ROOT, "Reading key %d of %d, ", index + 1, keys.size());
            months.spans().forEach(span -> {
                position = number + span.month() + ": ";
                show();
                reading.read(key, span.from(), span.until(), this::count);
            });
        }
        console.progress("");
    }

    private void count() {
        records++;
        if (records % SHOWN_EVERY == 0) {
            show();
        }
    }

    private void show() {
        console.progress(position + String.format(Locale.ROOT, "%,d records", records));
    }
}
