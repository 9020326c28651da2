package dev.tollgate.setup;

import java.util.List;

/**
 * A file that was read and found right.
 *
 * @param warnings what of it this build must leave out
 * @param empty whether no section of it has an entry, as where it was cut off or never written
 */
public record Setup(Plan plan, List<Problem> warnings, boolean empty) {

    public Setup {
        warnings = List.copyOf(warnings);
    }
}
