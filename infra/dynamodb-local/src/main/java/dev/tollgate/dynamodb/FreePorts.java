package dev.tollgate.dynamodb;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** TCP ports of this machine, for programs that cannot choose one themselves. */
public final class FreePorts {
    /** Linux hands out ports from 32768 on by itself, other systems from 49152 on. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;
    private static final int TRIES = 1_000;

    private FreePorts() {}

    /** One that the system hands out to nobody else before the program that it is for has started. */
    public static int free() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST))
                .limit(TRIES)
                .filter(FreePorts::isFree)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free port"));
    }

    /** Throws if the port is taken. Otherwise the response of another process could be mistaken for the child's. */
    static void requireFree(int port) {
        try {
            bind(port);
        } catch (IOException taken) {
            throw new IllegalStateException("DynamoDB Local cannot use port " + port + ": it is taken", taken);
        }
    }

    private static boolean isFree(int port) {
        try {
            bind(port);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static void bind(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port)) {
            socket.setReuseAddress(true);
        }
    }
}
