package dev.tollgate.cli;

import jakarta.inject.Singleton;

/** Switches keys off and on again, and tells what came of it. */
@Singleton
final class KeySwitch {
    private final KeyDirectory keys;

    KeySwitch(KeyDirectory keys) {
        this.keys = keys;
    }

    /** Sets all secrets of an id to this state; the exit status. */
    int set(String id, boolean disabled, String by, CommandConsole commandConsole) {
        keys.setDisabled(id, disabled, by);
        if (commandConsole.wantsJson()) {
            commandConsole.json(KeyReport.json(keys.require(id).getFirst()));
        } else {
            commandConsole.line("The key " + id + " is " + (disabled ? "disabled" : "enabled")
                    + ". Gateways notice after 30 seconds; each may serve one request more, within 5 minutes.");
        }
        keys.fileNaming(id).ifPresent(commandConsole::note);
        return ExitCode.DONE;
    }
}
