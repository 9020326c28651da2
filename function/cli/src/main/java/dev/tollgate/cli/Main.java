package dev.tollgate.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The program's beginning and end: the tables that are meant become settings, the command's result the exit status. */
@QuarkusMain
public final class Main implements QuarkusApplication {
    private final Commands commands;

    Main(Commands commands) {
        this.commands = commands;
    }

    public static void main(String... arguments) {
        Connection.of(arguments).settings(System.getenv()).forEach(System::setProperty);
        Quarkus.run(
                Main.class,
                (status, failure) -> {
                    if (failure != null) {
                        System.err.println(Failures.words(failure));
                    }
                    System.exit(status);
                },
                arguments);
    }

    @Override
    public int run(String... arguments) {
        return commands.line().execute(arguments);
    }
}
