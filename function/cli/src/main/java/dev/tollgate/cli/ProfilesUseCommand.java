package dev.tollgate.cli;

import dev.tollgate.cli.login.GatewayProfile;
import dev.tollgate.cli.login.ProfileFile;
import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tollgate profiles use}. */
@Command(name = "use", description = "Makes a login the current one.")
@Dependent
final class ProfilesUseCommand implements CliCommand, Callable<Integer> {
    private final ProfileFile file;

    @Parameters(paramLabel = "NAME")
    private String name;

    @Mixin
    private CommandConsole console;

    ProfilesUseCommand(ProfileFile file) {
        this.file = file;
    }

    @Override
    public String parent() {
        return ProfilesCommand.NAME;
    }

    @Override
    public CommandNeeds needs() {
        return CommandNeeds.NOTHING;
    }

    @Override
    public Integer call() {
        GatewayProfile profile = file.read().require(name);
        file.save(profile);
        console.line("Commands use " + profile.url() + " now.");
        return ExitCode.DONE;
    }
}
