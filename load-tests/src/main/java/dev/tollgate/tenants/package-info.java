/**
 * Two tenants who share a cache, and a check that neither sees anything of the other's: {@code make tenants}. Start reading at
 * {@link dev.tollgate.tenants.TenantsRun}.
 */
@NullMarked
package dev.tollgate.tenants;

import org.jspecify.annotations.NullMarked;
