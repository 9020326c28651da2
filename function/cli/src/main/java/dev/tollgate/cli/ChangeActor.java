package dev.tollgate.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Who changes something: written down with the change. */
@Command
final class ChangeActor {
    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who wants it so, for the history. Default: your user name and machine.")
    private String by;

    String name() {
        return by == null ? System.getProperty("user.name") + "@" + host() : by;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
