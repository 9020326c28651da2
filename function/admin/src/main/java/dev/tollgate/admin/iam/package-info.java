/**
 * Administrators who are programs with an AWS identity: API Gateway verifies their signatures (SigV4), and settings give their roles.
 * Start reading at {@link dev.tollgate.admin.iam.IamSource}.
 */
@NullMarked
package dev.tollgate.admin.iam;

import org.jspecify.annotations.NullMarked;
