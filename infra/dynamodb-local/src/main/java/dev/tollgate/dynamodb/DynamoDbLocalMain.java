package dev.tollgate.dynamodb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import software.amazon.dynamodb.services.local.main.ServerRunner;

/** The main class of the child process: runs DynamoDB Local as long as standard input is open. */
final class DynamoDbLocalMain {
    private DynamoDbLocalMain() {}

    public static void main(String[] arguments) throws Exception {
        Thread.ofPlatform().daemon().name("parent-watch").start(DynamoDbLocalMain::endWithParent);
        ServerRunner.main(arguments);
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
