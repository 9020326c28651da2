package dev.tollgate.cli.direct;

import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.admin.ConfigVersions;
import dev.tollgate.admin.ConfigVersions.CheckedConfig;
import dev.tollgate.admin.DocumentDiff;
import dev.tollgate.admin.ManifestDeployment;
import dev.tollgate.admin.RemovedDocuments;
import dev.tollgate.cli.port.ConfigAdministration;
import dev.tollgate.cli.port.DocumentDifference;
import dev.tollgate.manifest.ManifestProblem;
import dev.tollgate.store.DocumentChange;
import dev.tollgate.store.ManifestRevision;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The configuration in the config table. */
@Singleton
@Typed(DirectConfig.class)
public final class DirectConfig implements ConfigAdministration {
    private final ConfigVersions versions;

    DirectConfig(ConfigVersions versions) {
        this.versions = versions;
    }

    @Override
    public CheckedChange check(String name, String text) {
        CheckedConfig config = versions.check(name, text);
        return new StoredChange(config, author -> versions.apply(config, true, author, null));
    }

    @Override
    public CheckedChange check(int version) {
        ManifestRevision revision = version(version);
        return new StoredChange(versions.check(revision), author -> versions.rollBack(revision, true, author, null));
    }

    @Override
    public List<ManifestRevision> versions() {
        return versions.all();
    }

    @Override
    public ManifestRevision version(int number) {
        return versions.require(number);
    }

    private record StoredChange(CheckedConfig config, Function<ChangeAuthor, ManifestDeployment.Result> application)
            implements CheckedChange {
        @Override
        public List<String> warnings() {
            return config.warnings().stream().map(ManifestProblem::toString).toList();
        }

        @Override
        public List<DocumentDifference> changes() {
            return differences(config.changes());
        }

        @Override
        public Optional<String> danger() {
            return RemovedDocuments.danger(config.candidate(), config.changes());
        }

        @Override
        public boolean empty() {
            return config.candidate().empty();
        }

        @Override
        public AppliedVersion apply(ChangeAuthor author) {
            ManifestDeployment.Result result = application.apply(author);
            return new AppliedVersion(
                    result.revision().map(revision -> new NumberedDigest(revision.number(), revision.digest())),
                    differences(result.changes()));
        }

        private static List<DocumentDifference> differences(List<DocumentChange> changes) {
            return changes.stream()
                    .map(change -> DocumentDifference.of(new DocumentDiff(change)))
                    .toList();
        }
    }
}
