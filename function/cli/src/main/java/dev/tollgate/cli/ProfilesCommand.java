package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tollgate.cli.login.GatewayProfile;
import dev.tollgate.cli.login.ProfileFile;
import dev.tollgate.cli.login.ProfileFile.SavedProfiles;
import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tollgate profiles}. */
@Command(name = ProfilesCommand.NAME, description = "Lists your logins, and which one is the current one.")
@Dependent
final class ProfilesCommand implements CliCommand, Callable<Integer> {
    static final String NAME = "profiles";

    private final ProfileFile file;

    @Mixin
    private CommandConsole console;

    ProfilesCommand(ProfileFile file) {
        this.file = file;
    }

    @Override
    public CommandNeeds needs() {
        return CommandNeeds.NOTHING;
    }

    @Override
    public Integer call() {
        SavedProfiles saved = file.read();
        if (console.wantsJson()) {
            ArrayNode list = CommandConsole.NODES.arrayNode();
            saved.byName().values().forEach(profile -> list.addObject()
                    .put("name", profile.name())
                    .put("url", profile.url().toString())
                    .put("login", profile.login().method())
                    .put("current", isCurrent(saved, profile)));
            console.json(list);
        } else if (saved.byName().isEmpty()) {
            console.note("There are none. `tollgate login URL` makes one.");
        } else {
            TextTable table = new TextTable("", "NAME", "GATEWAY", "LOGIN");
            saved.byName()
                    .values()
                    .forEach(profile -> table.add(
                            isCurrent(saved, profile) ? "*" : "",
                            profile.name(),
                            profile.url().toString(),
                            profile.login().method()));
            console.text(table.text());
        }
        return ExitCode.DONE;
    }

    private static boolean isCurrent(SavedProfiles saved, GatewayProfile profile) {
        return saved.current().filter(profile.name()::equals).isPresent();
    }
}
