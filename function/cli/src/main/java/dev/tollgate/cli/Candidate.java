package dev.tollgate.cli;

import dev.tollgate.setup.KeptText;
import dev.tollgate.setup.Plan;
import dev.tollgate.setup.Problem;
import java.util.List;

/**
 * What is to be applied, read and found right.
 *
 * @param warnings what of it this build must leave out
 * @param kept its text for the history
 */
record Candidate(Plan plan, List<Problem> warnings, KeptText kept) {

    Candidate {
        warnings = List.copyOf(warnings);
    }
}
