package dev.tollgate.cli;

import dev.tollgate.cli.login.ChosenAccess;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Refuses what does not go together, before a command does anything: where it would work, and what it needs there. */
record AccessCheck(ChosenAccess access) {

    void check(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandSpec command = last.commandSpec();
        boolean help = last.isUsageHelpRequested() || last.isVersionHelpRequested();
        if (!help && command.userObject() instanceof CliCommand known) {
            check(known, last);
        }
    }

    private void check(CliCommand command, ParseResult parsed) {
        if (parsed.hasMatchedOption(AccessOptions.PROFILE_OPTION) && access.direct()) {
            throw wrong(parsed, "--profile is for a gateway: leave out --direct, --stack and --local");
        }
        if (command.needs() == CommandNeeds.TABLES && !access.direct()) {
            throw wrong(
                    parsed,
                    "`" + parsed.commandSpec().qualifiedName()
                            + "` works on the tables only: add --direct, --stack NAME or --local");
        }
        if (parsed.hasMatchedOption(ChangeActor.OPTION) && !access.direct()) {
            throw wrong(parsed, ChangeActor.OPTION + ": the gateway records who you are there");
        }
    }

    private static ParameterException wrong(ParseResult parsed, String message) {
        return new ParameterException(parsed.commandSpec().commandLine(), message);
    }
}
