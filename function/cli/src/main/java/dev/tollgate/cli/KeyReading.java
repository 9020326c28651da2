package dev.tollgate.cli;

import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** Reads the records of one key after the other, and shows that it goes on. */
final class KeyReading {
    private static final int SHOWN_EVERY = 1000;

    private final Screen screen;
    private long records;
    private String where = "";

    KeyReading(Screen screen) {
        this.screen = screen;
    }

    /**
     * Reads all of them.
     *
     * @param reading reads one key, and runs what it is given for each record
     */
    void each(List<String> keys, BiConsumer<String, Runnable> reading) {
        for (int index = 0; index < keys.size(); index++) {
            where = String.format(Locale.ROOT, "Reading key %d of %d: ", index + 1, keys.size());
            reading.accept(keys.get(index), this::count);
        }
        screen.progress("");
    }

    private void count() {
        records++;
        if (records % SHOWN_EVERY == 0) {
            screen.progress(where + String.format(Locale.ROOT, "%,d records", records));
        }
    }
}
