package dev.tollgate.dynamodb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * The main class of the child process: runs DynamoDB Local as long as standard input is open.
 *
 * <p>It starts the HTTP server itself, because DynamoDB Local's own listens on all addresses. Anybody in the same
 * network could then read and change the tables, which have no password.
 */
final class DynamoDbLocalMain {
    /** No page in a browser may use the tables. */
    private static final String NO_ORIGINS = "";

    private DynamoDbLocalMain() {}

    /**
     * Runs until the parent process ends.
     *
     * @param arguments the port, and the folder of the data; without a folder, the data is in memory
     */
    public static void main(String[] arguments) throws Exception {
        Thread.ofPlatform().daemon().name("parent-watch").start(DynamoDbLocalMain::endWithParent);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost(DynamoDbLocal.HOST);
        connector.setPort(Integer.parseInt(arguments[0]));
        server.addConnector(connector);
        String folder = arguments.length > 1 ? existing(arguments[1]) : null;
        server.setHandler(new ContextHandler(new LocalDynamoDBServerHandler(requests(folder), NO_ORIGINS)));
        server.start();
        server.join();
    }

    private static String existing(String folder) throws IOException {
        return Path.of(folder).toRealPath().toString();
    }

    private static LocalDynamoDBRequestHandler requests(@Nullable String folder) throws Exception {
        boolean inMemory = folder == null;
        // Without a shared database, each access key and region would have tables of its own.
        boolean shared = true;
        boolean slowTransitions = false;
        return new LocalDynamoDBRequestHandler(0, inMemory, folder, shared, slowTransitions);
    }

    /** The system closes the pipe when the parent ends, even if it was killed, so the child always ends too. */
    private static void endWithParent() {
        try (InputStream parent = System.in) {
            parent.transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            System.err.println("Lost the parent process: " + gone.getMessage());
        }
        Runtime.getRuntime().halt(0);
    }
}
