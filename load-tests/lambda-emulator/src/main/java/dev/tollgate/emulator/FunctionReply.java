package dev.tollgate.emulator;

import java.io.IOException;
import java.io.InputStream;

/** Forwards the response that a function posts to the client. */
interface FunctionReply {
    int ACCEPTED = 202;
    int TOO_LARGE = 413;

    /**
     * Returns when everything is forwarded. The function does not notice if the client disconnects.
     *
     * @param firstByte runs when the client receives the first byte
     * @return the status with which the Runtime API answers the function
     */
    int forward(InputStream posted, Runnable firstByte) throws IOException;
}
