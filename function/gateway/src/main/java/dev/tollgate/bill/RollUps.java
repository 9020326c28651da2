package dev.tollgate.bill;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

/** Port: where roll-ups are kept. Fails with {@code STORE_UNAVAILABLE}. */
public interface RollUps {

    /** The ids of all keys, disabled ones too. */
    List<String> keyIds();

    /** Of each key the last day until which it is rolled up for good; a key that never was is not among them. */
    Map<String, LocalDate> lastDays();

    /** Notes that all days of a key are rolled up until this one, and all months before this day's. */
    void done(String keyId, LocalDate lastDay);

    /** Keeps what a key used on a day, in the place of what was kept before. */
    void keep(String keyId, LocalDate day, List<UsageLine> lines);

    /** The same for a month; each line's day is the month's first. */
    void keep(String keyId, YearMonth month, List<UsageLine> lines);
}
