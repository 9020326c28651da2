package dev.tollgate.cli;

import dev.tollgate.admin.ChangeAuthor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The person who makes a change, for the history. */
@Command
final class ChangeActor {
    static final String OPTION = "--by";

    @Option(
            names = OPTION,
            paramLabel = "NAME",
            description = "With --direct: the name that the history records. Default: your user name and machine.")
    private @Nullable String by;

    /** The same, for a use case. */
    ChangeAuthor author() {
        return ChangeAuthor.ofCommandLine(name());
    }

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
