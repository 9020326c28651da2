package dev.tollgate.cli;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Reads the records of one key after the other, month by month, and shows that it goes on. */
final class KeyReading {
    private static final int SHOWN_EVERY = 1000;

    private final Screen screen;
    private long records;
    private String where = "";

    KeyReading(Screen screen) {
        this.screen = screen;
    }

    /** Reads the records of one key in a part of a month, and runs what it is given for each of them. */
    interface Part {
        void read(String key, Instant from, Instant until, Runnable counted);
    }

    /** Reads all of them. */
    void each(List<String> keys, Months months, Part reading) {
        for (int index = 0; index < keys.size(); index++) {
            String key = keys.get(index);
            String number = String.format(Locale.ROOT, "Reading key %d of %d, ", index + 1, keys.size());
            months.parts().forEach(part -> {
                where = number + part.month() + ": ";
                show();
                reading.read(key, part.from(), part.until(), this::count);
            });
        }
        screen.progress("");
    }

    private void count() {
        records++;
        if (records % SHOWN_EVERY == 0) {
            show();
        }
    }

    private void show() {
        screen.progress(where + String.format(Locale.ROOT, "%,d records", records));
    }
}
