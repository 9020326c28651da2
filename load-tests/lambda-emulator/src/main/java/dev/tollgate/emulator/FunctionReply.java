package dev.tollgate.emulator;

import java.io.IOException;
import java.io.InputStream;

/** Passes what a function posts on to the client. */
interface FunctionReply {
    int ACCEPTED = 202;
    int TOO_LARGE = 413;

    /**
     * Returns when all is passed on. A client that has gone away changes nothing for the function.
     *
     * @param firstByte runs when the client gets the first one
     * @return the status that the function is told
     */
    int pass(InputStream posted, Runnable firstByte) throws IOException;
}
