package dev.tollgate.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/** The entry point: turns the connection options into settings, and a command's result into the exit status. */
@QuarkusMain
public final class Main implements QuarkusApplication {
    private final CommandLineFactory commands;

    Main(CommandLineFactory commands) {
        this.commands = commands;
    }

    public static void main(String... arguments) {
        try {
            AccessOptions.of(arguments).settings(System.getenv()).forEach(System::setProperty);
        } catch (CommandException wrong) {
            System.err.println(TerminalText.lines(ErrorMessages.message(wrong)));
            System.exit(ExitCode.FAILED);
        }
        Quarkus.run(
                Main.class,
                (status, failure) -> {
                    if (failure != null) {
                        System.err.println(TerminalText.lines(ErrorMessages.atStart(failure)));
                    }
                    System.exit(status);
                },
                arguments);
    }

    @Override
    public int run(String... arguments) {
        return commands.line().setOut(standardOutput()).execute(arguments);
    }

    /** System.out would hide write errors. */
    private static PrintWriter standardOutput() {
        Charset charset = Charset.forName(System.getProperty("stdout.encoding", "UTF-8"));
        return new PrintWriter(new FileOutputStream(FileDescriptor.out), true, charset);
    }
}
