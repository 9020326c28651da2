package dev.tollgate.cli;

import dev.tollgate.cli.login.LoginTerminal;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The terminal of a command, and the browser of its user. */
record CommandTerminal(CommandConsole console) implements LoginTerminal {
    @Override
    public void note(String text) {
        console.note(text);
    }

    @Override
    public boolean open(URI page) {
        String system = System.getProperty("os.name");
        if (CommandConsole.terminal().isEmpty() || !LoginTerminal.hasBrowser(System.getenv(), system)) {
            return false;
        }
        try {
            List<String> command = new ArrayList<>(opener(system));
            command.add(page.toString());
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .isAlive();
        } catch (IOException none) {
            // The user opens the page, whose address the login shows.
            return false;
        }
    }

    private static List<String> opener(String system) {
        if (system.startsWith("Windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler");
        }
        return List.of(system.startsWith("Mac") ? "open" : "xdg-open");
    }
}
