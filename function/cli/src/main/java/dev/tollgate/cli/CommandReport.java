package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A result that can be had as a table for people, as CSV and as JSON: the same numbers in each. */
interface CommandReport {

    /** Lines that each end with a line feed. */
    String table(boolean blocks);

    String csv();

    ObjectNode json();
}
