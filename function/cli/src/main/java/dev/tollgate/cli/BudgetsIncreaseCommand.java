package dev.tollgate.cli;

import dev.tollgate.admin.AmountFormat;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.BudgetIncrease;
import dev.tollgate.auth.BudgetOwner;
import dev.tollgate.cli.port.BudgetIncreases;
import jakarta.enterprise.context.Dependent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tollgate budgets increase}. */
@Command(
        name = "increase",
        description =
                "Makes a budget larger for a while, or ends that before its time. A budget has one increase: another"
                        + " one replaces it.")
@Dependent
final class BudgetsIncreaseCommand implements CliCommand, Callable<Integer> {
    private final BudgetIncreases increases;

    /** Whose budget it is. */
    static final class Owner {
        @Option(names = "--key", paramLabel = "ID", description = "The budget of this key.")
        @Nullable
        String key;

        @Option(names = "--team", paramLabel = "ID", description = "The budget of this team.")
        @Nullable
        String team;

        @Option(names = "--tag", paramLabel = "NAME=VALUE", description = "The budget of all keys with this tag.")
        @Nullable
        String tag;

        BudgetOwner read() {
            return key != null
                    ? BudgetOwner.key(key)
                    : team != null ? BudgetOwner.team(team) : BudgetOwner.tag(String.valueOf(tag));
        }
    }

    @ArgGroup(multiplicity = "1")
    private Owner owner = new Owner();

    @Option(
            names = "--per",
            paramLabel = "PERIOD",
            description = "Which budget: that of a day, a week, a month, or the total. Default: ${DEFAULT-VALUE}.")
    private String per = "month";

    @Option(names = "--usd", paramLabel = "AMOUNT", description = "By how many US dollars it is larger in each period.")
    private @Nullable BigDecimal usd;

    @Option(names = "--until", paramLabel = "TIME", description = "When that ends: a day or an instant in UTC.")
    private @Nullable String until;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit trail.")
    private @Nullable String reason;

    @Option(names = "--end", description = "End the increase now.")
    private boolean end;

    @Mixin
    private ChangeActor actor;

    @Mixin
    private CommandConsole console;

    @Spec
    private CommandSpec spec;

    BudgetsIncreaseCommand(BudgetIncreases increases) {
        this.increases = increases;
    }

    @Override
    public String parent() {
        return BudgetsCommand.NAME;
    }

    @Override
    public Integer call() {
        return end ? end() : increase();
    }

    private int increase() {
        if (usd == null || until == null || reason == null) {
            throw new ParameterException(spec.commandLine(), "Give --usd, --until and --reason, or --end.");
        }
        if (usd.signum() <= 0) {
            throw new ParameterException(spec.commandLine(), "--usd: expected more than 0, got " + usd);
        }
        BudgetIncrease increase =
                new BudgetIncrease(owner.read(), period(), usd, DateOption.read(spec, "--until", until), reason);
        increases.increase(increase, actor.author());
        if (console.wantsJson()) {
            console.json(CommandConsole.NODES
                    .objectNode()
                    .put("whose", increase.owner().words())
                    .put("per", per)
                    .put("increase_micros", Budget.micros(usd))
                    .put("until", increase.until().toString()));
        } else {
            console.line("The budget of %s per %s is larger by %s USD until %s."
                    .formatted(
                            increase.owner().words(), per, AmountFormat.dollars(Budget.micros(usd)), increase.until()));
        }
        return ExitCode.DONE;
    }

    private int end() {
        if (usd != null || until != null || reason != null) {
            throw new ParameterException(spec.commandLine(), "--end takes neither --usd, --until nor --reason.");
        }
        increases.end(owner.read(), period(), actor.author());
        if (console.wantsJson()) {
            console.json(CommandConsole.NODES
                    .objectNode()
                    .put("whose", owner.read().words())
                    .put("per", per)
                    .put("ended", true));
        } else {
            console.line("The budget of " + owner.read().words() + " per " + per + " is as large as before.");
        }
        return ExitCode.DONE;
    }

    private Budget.Per period() {
        return Arrays.stream(Budget.Per.values())
                .filter(known -> known.word().equals(per))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--per: expected one of "
                                + Arrays.stream(Budget.Per.values())
                                        .map(Budget.Per::word)
                                        .collect(Collectors.joining(", "))
                                + ", got " + per));
    }
}
