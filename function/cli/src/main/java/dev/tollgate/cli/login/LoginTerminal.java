package dev.tollgate.cli.login;

import java.net.URI;
import java.util.Map;

/** What a login shows to the person at the terminal, and what it can open there. */
public interface LoginTerminal {
    /** Shows a remark. */
    void note(String text);

    /** Opens a page in a browser; false if there is none here. */
    boolean open(URI page);

    /** Whether a browser on this machine can show a page to this person. */
    static boolean hasBrowser(Map<String, String> environment, String system) {
        boolean remote = environment.containsKey("SSH_CONNECTION");
        boolean desktop = environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
        return !remote && (desktop || !system.startsWith("Linux"));
    }
}
