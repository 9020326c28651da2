package dev.tollgate.admin.iam;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** Which AWS identities have which role, from environment variables such as {@code TOLLGATE_ADMIN_IAM_ADMIN}. */
@ConfigMapping(prefix = "tollgate.admin.iam")
public interface IamSettings {
    /** Who may do everything. */
    Optional<Set<String>> admin();

    /** Who reads everything. */
    Optional<Set<String>> viewer();

    /** Who reads usage, requests, budgets, prices and teams. */
    Optional<Set<String>> finance();
}
