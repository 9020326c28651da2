package dev.tollgate.cli;

import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tollgate completion}. */
@Command(
        name = "completion",
        description = "Writes a script that completes commands and options: source <(tollgate completion bash)")
@Dependent
final class CompletionCommand implements CliCommand, Callable<Integer> {
    /** zsh needs these modules to run completions for bash. */
    private static final String ZSH =
            "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n";

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell;

    @Spec
    private CommandSpec spec;

    /** The constants have the names that users type. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    @Override
    public CommandNeeds needs() {
        return CommandNeeds.NOTHING;
    }

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        spec.commandLine().getOut().print(script(root));
        spec.commandLine().getOut().flush();
        return ExitCode.DONE;
    }

    private String script(CommandLine root) {
        return switch (shell) {
            case bash -> AutoComplete.bash(root.getCommandName(), root);
            case zsh -> ZSH + AutoComplete.bash(root.getCommandName(), root);
            case fish -> FishCompletion.script(root);
        };
    }
}
