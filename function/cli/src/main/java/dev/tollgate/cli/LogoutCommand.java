package dev.tollgate.cli;

import dev.tollgate.admin.AdminException;
import dev.tollgate.cli.login.ChosenAccess;
import dev.tollgate.cli.login.GatewayLogin;
import dev.tollgate.cli.login.GatewayProfile;
import dev.tollgate.cli.login.ProfileFile;
import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tollgate logout}. */
@Command(name = "logout", description = "Ends a login: at the identity provider, and on this machine.")
@Dependent
final class LogoutCommand implements CliCommand, Callable<Integer> {
    private final GatewayLogin login;
    private final ProfileFile file;
    private final ChosenAccess access;

    @Mixin
    private CommandConsole console;

    LogoutCommand(GatewayLogin login, ProfileFile file, ChosenAccess access) {
        this.login = login;
        this.file = file;
        this.access = access;
    }

    @Override
    public CommandNeeds needs() {
        return CommandNeeds.NOTHING;
    }

    @Override
    public Integer call() {
        GatewayProfile profile = file.read().require(access.profileName());
        file.remove(profile.name());
        console.line("Logged out of " + profile.url() + ".");
        try {
            login.end(profile);
        } catch (AdminException unreachable) {
            console.note("The identity provider has not ended the login: " + unreachable.getMessage());
        }
        return ExitCode.DONE;
    }
}
