package dev.tollgate.bill;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

/** Port: stores roll-ups. Every method may fail with {@code STORE_UNAVAILABLE}. */
public interface RollUps {

    /** The ids of all keys, including disabled ones. */
    List<String> keyIds();

    /** By key id, the last day up to which the roll-ups are final. Keys without final roll-ups are missing. */
    Map<String, LocalDate> lastDays();

    /** Records that a key's roll-ups are final up to this day, and those of all months before the day's month. */
    void markFinal(String keyId, LocalDate lastDay);

    /** Stores what a key used on a day, and replaces what was stored before. */
    void store(String keyId, LocalDate day, List<UsageLine> lines);

    /** The same for a month. The day of each line is the first of the month. */
    void store(String keyId, YearMonth month, List<UsageLine> lines);
}
