package dev.tollgate.lambda;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Runtime API on a real socket that records every byte. Strings are Latin-1, so one character is one byte. */
final class FakeRuntimeApi implements AutoCloseable {
    /** A reply that never comes. */
    static final String HANG = "";

    static final String ACCEPTED = "HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\n{}";

    /** Long enough for a function to start on a busy machine. */
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** More than a function has workers, which all connect at once. */
    private static final int BACKLOG = 200;

    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private final ServerSocket server;
    private final BlockingQueue<String> nexts = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> replies = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> polls = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> disconnects = new LinkedBlockingQueue<>();
    private final BlockingQueue<Post> posts = new LinkedBlockingQueue<>();

    FakeRuntimeApi() {
        try {
            server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** One POST, which may still be in progress. */
    static final class Post {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean complete;

        private synchronized void end() {
            complete = true;
            notifyAll();
        }

        /** Waits until the POST is complete, and returns its bytes. */
        synchronized String whole() throws InterruptedException {
            long giveUp = System.nanoTime() + TIMEOUT_NANOS;
            while (!complete && System.nanoTime() < giveUp) {
                wait(100);
            }
            return text();
        }

        private synchronized void add(int one) {
            bytes.write(one);
            notifyAll();
        }

        /** Waits until the bytes end with this string, and returns all bytes so far. */
        synchronized String until(String end) throws InterruptedException {
            long giveUp = System.nanoTime() + TIMEOUT_NANOS;
            while (!text().endsWith(end) && System.nanoTime() < giveUp) {
                wait(100);
            }
            return text();
        }

        /** Waits until the bytes contain this string, and returns all bytes so far. */
        synchronized String containing(String text) throws InterruptedException {
            long giveUp = System.nanoTime() + TIMEOUT_NANOS;
            while (!text().contains(text) && System.nanoTime() < giveUp) {
                wait(100);
            }
            return text();
        }

        /** Waits for as many bytes as its Content-Length, and returns all bytes. */
        synchronized String document() throws InterruptedException {
            long giveUp = System.nanoTime() + TIMEOUT_NANOS;
            while (!hasAll() && System.nanoTime() < giveUp) {
                wait(100);
            }
            return text();
        }

        private boolean hasAll() {
            String[] parts = text().split("\r\n\r\n", 2);
            Matcher length = CONTENT_LENGTH.matcher(parts[0]);
            return parts.length == 2 && length.find() && parts[1].length() >= Integer.parseInt(length.group(1));
        }

        private String text() {
            return bytes.toString(StandardCharsets.ISO_8859_1);
        }
    }

    FunctionSettings.Address address() {
        return new FunctionSettings.Address("127.0.0.1", server.getLocalPort());
    }

    /** Sets the reply to the next {@code /next}. */
    void next(String reply) {
        nexts.add(reply);
    }

    void event(String id, long deadlineMillis, String event) {
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        next("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: " + id + "\r\nLambda-Runtime-Deadline-Ms: "
                + deadlineMillis + "\r\nLambda-Runtime-Trace-Id: Root=1-2\r\nContent-Length: " + bytes.length
                + "\r\n\r\n" + new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** Sets the reply to the next POST. Without it, a POST is accepted. */
    void reply(String reply) {
        replies.add(reply);
    }

    /** Returns the next POST that starts. Fails the test if there is none. */
    Post post() throws InterruptedException {
        Post post = posts.poll(TIMEOUT_NANOS, TimeUnit.NANOSECONDS);
        if (post == null) {
            throw new AssertionError("nothing was posted");
        }
        return post;
    }

    /** Whether the function polls for an event within this time. */
    boolean pollsForNext(long millis) throws InterruptedException {
        return polls.poll(millis, TimeUnit.MILLISECONDS) != null;
    }

    /** Whether the function disconnects from a reply that never comes within this time. */
    boolean seesDisconnect(long millis) throws InterruptedException {
        return disconnects.poll(millis, TimeUnit.MILLISECONDS) != null;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            polls.add("closed");
        }
    }

    private void serve(Socket socket) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream())) {
            boolean kept = true;
            while (kept && hasRequest(in)) {
                kept = serve(socket, in);
            }
        } catch (IOException gone) {
            polls.add("broken");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean hasRequest(InputStream in) throws IOException {
        in.mark(1);
        boolean more = in.read() >= 0;
        in.reset();
        return more;
    }

    /** Serves one request. Returns whether another one may follow. */
    private boolean serve(Socket socket, InputStream in) throws IOException, InterruptedException {
        Post post = new Post();
        String head = readUntil(in, post, "\r\n\r\n");
        if (head.startsWith("GET")) {
            polls.add(head);
            return send(socket, nexts.take());
        }
        posts.add(post);
        if (head.contains("chunked")) {
            readUntil(in, post, "\r\n0\r\n");
            while (!readUntil(in, post, "\r\n").equals("\r\n")) {
                // Skips a trailer. An empty line ends the request.
            }
        } else {
            int length = Integer.parseInt(head.replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1"));
            for (int i = 0; i < length; i++) {
                post.add(in.read());
            }
        }
        post.end();
        String reply = replies.poll();
        return send(socket, reply == null ? ACCEPTED : reply);
    }

    private boolean send(Socket socket, String reply) throws IOException, InterruptedException {
        if (reply.equals(HANG)) {
            // Waits until the other side disconnects.
            disconnects.add("read " + socket.getInputStream().read());
            return false;
        }
        socket.getOutputStream().write(reply.getBytes(StandardCharsets.ISO_8859_1));
        return true;
    }

    private static String readUntil(InputStream in, Post post, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.length() < end.length()
                || !read.substring(read.length() - end.length()).equals(end)) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("disconnected");
            }
            read.append((char) next);
            post.add(next);
        }
        return read.toString();
    }
}
