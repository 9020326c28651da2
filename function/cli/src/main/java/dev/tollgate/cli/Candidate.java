package dev.tollgate.cli;

import dev.tollgate.setup.KeptText;
import dev.tollgate.setup.Plan;
import dev.tollgate.setup.Problem;
import java.util.List;

/**
 * What is to be applied, read and found right.
 *
 * @param name of the file, or the version
 * @param warnings what of it this build must leave out
 * @param empty whether no section of it has an entry
 * @param kept its text for the history
 */
record Candidate(String name, Plan plan, List<Problem> warnings, boolean empty, KeptText kept) {

    Candidate {
        warnings = List.copyOf(warnings);
    }
}
