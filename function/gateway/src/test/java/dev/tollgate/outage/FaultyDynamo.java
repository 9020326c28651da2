package dev.tollgate.outage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Stands between a client and DynamoDB, and does to each request what its script says. Sockets and not an HTTP server,
 * because connections are to break at any point.
 */
public final class FaultyDynamo implements AutoCloseable {
    /** What the forwarding client sets itself. */
    private static final Set<String> OF_THE_CONNECTION = Set.of("host", "content-length", "connection", "expect");

    private final URI dynamo;
    private final ServerSocket door;
    private final HttpClient onward =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Script script = Script.WELL;
    private volatile Runnable afterLoss = () -> {};
    private int underWay;
    private final List<Call> done = new ArrayList<>();
    private boolean draining;

    /** A proxy of the DynamoDB at this address, which lets everything pass. */
    public FaultyDynamo(URI dynamo) {
        this.dynamo = dynamo;
        try {
            door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        Thread.ofVirtual().name("faulty dynamo").start(this::listen);
    }

    /** Where it stands in for DynamoDB. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** Goes by this script from now on, and forgets what was asked. */
    public void follow(Script next) {
        forget();
        afterLoss = () -> {};
        script = next;
    }

    /** What happens when a call is done and nobody has been told yet, until the next script. */
    public void afterLoss(Runnable event) {
        afterLoss = event;
    }

    void lose() {
        afterLoss.run();
    }

    /** Lets everything pass from now on, when all is over that was under way. */
    public void heal() {
        follow(Script.WELL);
        awaitQuiet();
    }

    /** What was asked since the script began, in order, repetitions by the SDK too. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    private synchronized void forget() {
        calls.clear();
        done.clear();
    }

    /** Until such a call is over that came after the script began. */
    public synchronized void awaitDone(Predicate<Call> wanted) {
        await(() -> done.stream().anyMatch(wanted));
    }

    /** Until nothing is under way. What is late arrives now. */
    public synchronized void awaitQuiet() {
        draining = true;
        notifyAll();
        await(() -> underWay == 0);
        draining = false;
    }

    /** Until a request that came later is over, or somebody waits for quiet. */
    synchronized void awaitOthers() {
        int before = done.size();
        await(() -> done.size() != before || draining);
    }

    private synchronized void await(BooleanSupplier state) {
        try {
            while (!state.getAsBoolean()) {
                wait();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    Reply forward(Sent sent) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(dynamo).POST(HttpRequest.BodyPublishers.ofByteArray(sent.body()));
        sent.headers().forEach((name, value) -> {
            if (!OF_THE_CONNECTION.contains(name)) {
                request.header(name, value);
            }
        });
        try {
            HttpResponse<byte[]> response = onward.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), response.body());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private void listen() {
        try {
            while (true) {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (SocketException closed) {
            // Nobody is to be served any more.
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            Sent sent = Sent.read(in);
            while (sent != null) {
                treat(client, sent);
                sent = client.isClosed() ? null : Sent.read(in);
            }
        } catch (IOException gone) {
            // Clients give connections up, which is what this is for; what came of their calls the tests look at.
        }
    }

    private void treat(Socket client, Sent sent) throws IOException {
        Call call = sent.call();
        begin(call);
        try {
            script.of(call).happenTo(new Visit(this, client, sent));
        } finally {
            end(call);
        }
    }

    private synchronized void begin(Call call) {
        calls.add(call);
        underWay++;
    }

    private synchronized void end(Call call) {
        underWay--;
        done.add(call);
        notifyAll();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
