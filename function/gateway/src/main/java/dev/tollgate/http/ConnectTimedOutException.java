package dev.tollgate.http;

import java.net.SocketTimeoutException;

/** The other side did not accept a connection in time, so it received nothing. */
public final class ConnectTimedOutException extends SocketTimeoutException {
    private static final long serialVersionUID = 1L;

    ConnectTimedOutException(HttpOrigin origin, Exception cause) {
        super("no connection to " + origin.hostHeader() + " in time");
        initCause(cause);
    }
}
