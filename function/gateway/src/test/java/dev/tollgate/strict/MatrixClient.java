package dev.tollgate.strict;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A client of the gateway whose conversations the matrix plays. */
@FunctionalInterface
interface MatrixClient {

    /** Asks these targets, one after the other. */
    MatrixAnswer ask(ObjectNode request, List<MatrixTarget> targets);
}
