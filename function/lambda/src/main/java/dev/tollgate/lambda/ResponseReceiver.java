package dev.tollgate.lambda;

import dev.tollgate.openai.GatewayException;
import java.io.IOException;

/** Takes one response of the gateway: {@code begin → write* → end}, or {@code fail} at any point. Only one method runs at a time. */
interface ResponseReceiver {

    /** The status and the headers. */
    void begin(ResponseHead head) throws IOException;

    /** The next bytes of the body. */
    void write(byte[] bytes) throws IOException;

    /** More does not follow at once. */
    void flush() throws IOException;

    /** The response is complete. */
    void end() throws IOException;

    /** Nothing more follows. After {@link #end} or another failure it has no effect. */
    void fail(GatewayException because);
}
