package dev.tollgate.dynamodb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import software.amazon.dynamodb.services.local.main.ServerRunner;

/** The child process: DynamoDB Local, for as long as its standard input is open. */
final class DynamoDbLocalMain {
    private DynamoDbLocalMain() {}

    public static void main(String[] arguments) throws Exception {
        Thread.ofPlatform().daemon().name("parent-watch").start(DynamoDbLocalMain::endWithParent);
        ServerRunner.main(arguments);
    }

    /** The system closes the pipe when the parent ends, however it ends: so nothing is left behind by a killed one. */
    private static void endWithParent() {
        try (InputStream parent = System.in) {
            parent.transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            System.err.println("Lost the parent process: " + gone.getMessage());
        }
        Runtime.getRuntime().halt(0);
    }
}
