package dev.tollgate.cli;

import jakarta.inject.Singleton;

/** Switches keys off and on again, and tells what came of it. */
@Singleton
final class KeySwitch {
    private final KeyBook keys;

    KeySwitch(KeyBook keys) {
        this.keys = keys;
    }

    /** Sets all secrets of an id to this state; the exit status. */
    int set(String id, boolean disabled, String by, Screen screen) {
        keys.setDisabled(id, disabled, by);
        if (screen.wantsJson()) {
            screen.json(KeyReport.json(keys.require(id).getFirst()));
        } else {
            screen.line("The key " + id + " is " + (disabled ? "disabled" : "enabled")
                    + ". Gateways notice after 30 seconds; each may serve one request more, within 5 minutes.");
        }
        keys.fileNaming(id).ifPresent(screen::note);
        return ExitCode.DONE;
    }
}
