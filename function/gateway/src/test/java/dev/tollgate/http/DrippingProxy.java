package dev.tollgate.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Passes the bytes of one connection on, and from a moment on those to the client one by one, with pauses. */
final class DrippingProxy implements AutoCloseable {
    private static final long PAUSE_MILLIS = 100;

    private final ServerSocket listening;
    private final int serverPort;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean drips;

    DrippingProxy(int serverPort, ExecutorService threads) throws IOException {
        this.serverPort = serverPort;
        this.listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        threads.execute(() -> pass(threads));
    }

    int port() {
        return listening.getLocalPort();
    }

    /** The next byte to the client is the first one that comes alone. */
    void drip() {
        drips = true;
    }

    private void pass(ExecutorService threads) {
        try (Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
            threads.execute(() -> requests(client, server));
            replies(server.getInputStream(), client.getOutputStream());
        } catch (IOException over) {
            // The client has closed the connection: the test is over.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes the server's side when the client has closed its own. */
    private static void requests(Socket client, Socket server) {
        try (server) {
            client.getInputStream().transferTo(server.getOutputStream());
        } catch (IOException over) {
            // As above.
        }
    }

    private void replies(InputStream from, OutputStream to) throws IOException, InterruptedException {
        byte[] bytes = new byte[16 * 1024];
        for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
            if (drips) {
                for (int i = 0; i < read && !closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS); i++) {
                    to.write(bytes[i]);
                }
            } else {
                to.write(bytes, 0, read);
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listening.close();
    }
}
