package dev.tollgate.cli;

import dev.tollgate.store.DynamoHistory;
import dev.tollgate.store.Revision;
import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tollgate rollback}. */
@Command(
        name = "rollback",
        description =
                "Applies a version of the history again, as a new version. The keys it names become what they were.")
@Dependent
final class RollbackCommand implements Subcommand, Callable<Integer> {
    private final DynamoHistory history;
    private final SetupFiles files;
    private final Deployment deployment;
    private final BudgetTags tags;

    @Parameters(paramLabel = "VERSION", description = "A number that `tollgate history` lists.")
    private int version;

    @Mixin
    private EmptyFile empty;

    @Mixin
    private Who who;

    @Mixin
    private Screen screen;

    RollbackCommand(DynamoHistory history, SetupFiles files, Deployment deployment, BudgetTags tags) {
        this.history = history;
        this.files = files;
        this.deployment = deployment;
        this.tags = tags;
    }

    @Override
    public Integer call() {
        Revision revision = HistoryCommand.require(history, version);
        Candidate candidate = files.revision(revision);
        DeploymentReport report = new DeploymentReport(screen);
        report.warnings(candidate);
        empty.check(candidate, deployment);
        tags.remarks(candidate.plan()).forEach(screen::note);
        report.result(deployment.apply(candidate, who.name(), version));
        return ExitCode.DONE;
    }
}
