package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A result that can be written as a table for people, as CSV or as JSON, with the same numbers in each. */
interface CommandReport {

    /** The table; each line ends with a line feed. */
    String table(boolean blocks);

    String csv();

    ObjectNode json();
}
