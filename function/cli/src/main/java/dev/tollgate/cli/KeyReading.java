package dev.tollgate.cli;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Reads the records of one key after the other, month by month, and shows that it goes on. */
final class KeyReading {
    private static final int SHOWN_EVERY = 1000;

    private final CommandConsole commandConsole;
    private long records;
    private String where = "";

    KeyReading(CommandConsole commandConsole) {
        this.commandConsole = commandConsole;
    }

    /** Reads the records of one key in a part of a month, and runs what it is given for each of them. */
    interface Part {
        void read(String key, Instant from, Instant until, Runnable counted);
    }

    /** Reads all of them. */
    void each(List<String> keys, MonthRange monthRange, Part reading) {
        for (int index = 0; index < keys.size(); index++) {
            String key = keys.get(index);
            String number = String.format(Locale.ROOT, "Reading key %d of %d, ", index + 1, keys.size());
            monthRange.parts().forEach(part -> {
                where = number + part.month() + ": ";
                show();
                reading.read(key, part.from(), part.until(), this::count);
            });
        }
        commandConsole.progress("");
    }

    private void count() {
        records++;
        if (records % SHOWN_EVERY == 0) {
            show();
        }
    }

    private void show() {
        commandConsole.progress(where + String.format(Locale.ROOT, "%,d records", records));
    }
}
