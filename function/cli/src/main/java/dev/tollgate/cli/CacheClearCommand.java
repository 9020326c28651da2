package dev.tollgate.cli;

import dev.tollgate.cli.port.CacheAdministration;
import jakarta.enterprise.context.Dependent;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tollgate cache clear}. */
@Command(
        name = "clear",
        description = "Removes answers from the response cache: those of an alias, those of a key, or all of them.")
@Dependent
final class CacheClearCommand implements CliCommand, Callable<Integer> {
    private final CacheAdministration cache;

    @Option(names = "--alias", paramLabel = "NAME", description = "Answers to requests for this alias or model.")
    private @Nullable String alias;

    @Option(names = "--key", paramLabel = "ID", description = "Answers that were made for this key.")
    private @Nullable String keyId;

    @Option(names = "--all", description = "All answers.")
    private boolean all;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ChangeActor actor;

    @Mixin
    private CommandConsole console;

    CacheClearCommand(CacheAdministration cache) {
        this.cache = cache;
    }

    @Override
    public String parent() {
        return CacheCommand.NAME;
    }

    @Override
    public Integer call() {
        if (Stream.of(alias != null, keyId != null, all).filter(given -> given).count() != 1) {
            throw new ParameterException(spec.commandLine(), "Give one of --alias, --key and --all.");
        }
        long removed = cache.clear(
                Optional.ofNullable(alias),
                Optional.ofNullable(keyId),
                actor.author(),
                count -> console.progress(counted(count)));
        if (console.wantsJson()) {
            console.json(CommandConsole.NODES.objectNode().put("removed", removed));
        } else {
            console.line(counted(removed) + ".");
        }
        return ExitCode.DONE;
    }

    private static String counted(long count) {
        return String.format(Locale.ROOT, "%,d answer%s removed", count, count == 1 ? "" : "s");
    }
}
