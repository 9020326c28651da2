package dev.tollgate.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Sends one request on a connection of its own, and treats the response as one kind of client does. */
final class SoakCaller {
    private static final int TIMEOUT_MILLIS = (int) TimeUnit.SECONDS.toMillis(90);
    private static final int LARGE_PROMPT_BYTES = 3_000_000;
    private static final int UNREAD_BUFFER_BYTES = 4_096;

    private final int port;
    private final String key;

    SoakCaller(int port, String key) {
        this.port = port;
        this.key = key;
    }

    /** Kinds of clients. Each draws as often as the weight says. */
    enum Habit {
        READS_WHOLE(40),
        READS_STREAM(30),
        LEAVES_STREAM(8),
        SENDS_MUCH(3),
        READS_MUCH(4),
        STREAMS_WITHOUT_END(1),
        SENDS_RUBBISH(5),
        REPEATS(8),
        LEAVES_AT_ONCE(1);

        private final int weight;

        Habit(int weight) {
            this.weight = weight;
        }

        static Habit drawn() {
            int at = ThreadLocalRandom.current().nextInt(100);
            for (Habit habit : values()) {
                at -= habit.weight;
                if (at < 0) {
                    return habit;
                }
            }
            throw new IllegalStateException("the weights add up to 100");
        }
    }

    /** Returns the HTTP status; 0 if this client left before, or the connection was cut. */
    int call(Habit habit) throws IOException {
        return switch (habit) {
            case READS_WHOLE -> read(body("Say hello", false), "");
            case READS_STREAM -> read(body("Say hello", true), "");
            case LEAVES_STREAM -> leave(body(SoakProvider.MUCH, true), 3);
            case SENDS_MUCH -> read(body("x ".repeat(LARGE_PROMPT_BYTES / 2), false), "");
            case READS_MUCH -> read(body(SoakProvider.MUCH, true), "");
            case STREAMS_WITHOUT_END -> read(body(SoakProvider.WITHOUT_END, true), "");
            case SENDS_RUBBISH -> read("{\"model\":\"soak\",\"messages\":[" + "[".repeat(50_000), "");
            case REPEATS -> read(body(SoakProvider.MUCH, false), "Idempotency-Key: " + anyKey() + "\r\n");
            case LEAVES_AT_ONCE -> leave(body("Say hello", false), 0);
        };
    }

    /** Asks for much and reads nothing until the gateway has had enough. */
    void ignoreResponse() throws IOException, InterruptedException {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(UNREAD_BUFFER_BYTES);
            open(socket);
            send(socket, body(SoakProvider.MUCH, ThreadLocalRandom.current().nextBoolean()), "");
            TimeUnit.MILLISECONDS.sleep(TIMEOUT_MILLIS);
        }
    }

    private int read(String body, String header) throws IOException {
        try (Socket socket = new Socket()) {
            open(socket);
            send(socket, body, header);
            InputStream in = socket.getInputStream();
            String head = new String(in.readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
            in.transferTo(OutputStream.nullOutputStream());
            return head.length() < 12 ? 0 : Integer.parseInt(head.substring(9));
        }
    }

    private int leave(String body, int afterLines) throws IOException {
        try (Socket socket = new Socket()) {
            open(socket);
            send(socket, body, "");
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (int line = 0; line < afterLines; line++) {
                lines.readLine();
            }
            return 0;
        }
    }

    private void open(Socket socket) throws IOException {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
    }

    private void send(Socket socket, String body, String header) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Authorization: Bearer " + key + "\r\nContent-Type: application/json\r\n" + header
                + "Content-Length: " + bytes.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    private static String body(String prompt, boolean stream) {
        return "{\"model\":\"soak\",\"stream\":" + stream + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt
                + "\"}]}";
    }

    /** Few, so that most requests with one are repeats. */
    private static String anyKey() {
        return "soak-" + ThreadLocalRandom.current().nextInt(20);
    }
}
