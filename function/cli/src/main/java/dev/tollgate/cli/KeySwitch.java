package dev.tollgate.cli;

import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.admin.KeyDirectory;
import jakarta.inject.Singleton;

/** Disables and enables keys, and reports the result. */
@Singleton
final class KeySwitch {
    private final KeyDirectory keys;

    KeySwitch(KeyDirectory keys) {
        this.keys = keys;
    }

    /** Disables or enables all secrets of an id, and returns the exit status. */
    int set(String id, boolean disabled, ChangeAuthor author, CommandConsole console) {
        keys.setDisabled(keys.require(id), disabled, author);
        if (console.wantsJson()) {
            console.json(KeyReport.json(keys.require(id).getFirst()));
        } else {
            console.line("The key " + id + " is " + (disabled ? "disabled" : "enabled")
                    + ". Gateways notice after 30 seconds; each may still serve one more request within 5 minutes.");
        }
        keys.fileWarning(id).ifPresent(console::note);
        return ExitCode.DONE;
    }
}
