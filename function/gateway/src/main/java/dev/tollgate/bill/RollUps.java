package dev.tollgate.bill;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/** Port: where roll-ups are kept. Fails with {@code STORE_UNAVAILABLE}. */
public interface RollUps {

    /** The ids of all keys, disabled ones too. */
    List<String> keyIds();

    /** Keeps what a key used on a day, in the place of what was kept before. */
    void keep(String keyId, LocalDate day, List<UsageLine> lines);

    /** The same for a month; each line's day is the month's first. */
    void keep(String keyId, YearMonth month, List<UsageLine> lines);
}
