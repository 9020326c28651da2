package dev.tollgate.setup;

import java.util.List;

/**
 * A file that was read and found right.
 *
 * @param warnings what of it this build must leave out
 */
public record Setup(Plan plan, List<Problem> warnings) {

    public Setup {
        warnings = List.copyOf(warnings);
    }
}
