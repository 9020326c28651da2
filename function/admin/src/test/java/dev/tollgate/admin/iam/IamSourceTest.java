package dev.tollgate.admin.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.access.Administrator;
import dev.tollgate.admin.access.LoginMethod;
import dev.tollgate.admin.access.Role;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IamSourceTest {
    private static final String DEPLOYER = "arn:aws:sts::123456789012:assumed-role/Deployer/";

    private final IamSource source = new IamSource(
            settings(Set.of(DEPLOYER + "*"), Set.of("arn:aws:iam::123456789012:user/audit", DEPLOYER + "reader")));

    @Test
    void everySessionOfARoleHasItsRole() {
        assertThat(source.administrator(DEPLOYER + "run-7"))
                .isEqualTo(new Administrator(DEPLOYER + "run-7", "run-7", Role.ADMIN, Set.of(), LoginMethod.IAM));
    }

    @Test
    void theRoleThatMayDoMostCounts() {
        assertThat(source.administrator(DEPLOYER + "reader").role()).isEqualTo(Role.ADMIN);
        assertThat(source.administrator("arn:aws:iam::123456789012:user/audit").role())
                .isEqualTo(Role.VIEWER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:sts::123456789012:assumed-role/Deployer",
                "arn:aws:sts::123456789012:assumed-role/Deployer/",
                "arn:aws:sts::123456789012:assumed-role/Deployer/a/b",
                "arn:aws:sts::123456789012:assumed-role/DeployerOfOthers/run-7",
                "arn:aws:sts::210987654321:assumed-role/Deployer/run-7",
                "arn:aws:iam::123456789012:user/auditor",
                ""
            })
    void othersHaveNone(String arn) {
        assertThatExceptionOfType(AdminException.class)
                .isThrownBy(() -> source.administrator(arn))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(AdminErrorKind.FORBIDDEN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "arn:aws:sts::*:assumed-role/Deployer/*",
                "arn:aws:sts::123456789012:assumed-role/*",
                "arn:aws:sts::123456789012:assumed-role/Dep*/x",
                "arn:aws:iam::123456789012:role/Deployer",
                "Deployer"
            })
    void aSettingThatNamesTooManyIsRefused(String arn) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IamSource(settings(Set.of(arn), Set.of())))
                .withMessageContaining("TOLLGATE_ADMIN_IAM_ADMIN");
    }

    private static IamSettings settings(Set<String> admins, Set<String> viewers) {
        return new IamSettings() {
            @Override
            public Optional<Set<String>> admin() {
                return Optional.of(admins);
            }

            @Override
            public Optional<Set<String>> viewer() {
                return Optional.of(viewers);
            }

            @Override
            public Optional<Set<String>> finance() {
                return Optional.empty();
            }
        };
    }
}
